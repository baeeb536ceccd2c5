import type { Field, Resource } from "./resource-plan.ts";

/** A resource with what its source needs to know of the others and with the names it uses there. */
export interface Shape {
  resource: Resource;
  /** What a caller may write. */
  inputs: Field[];
  readOnly: Field[];
  references: { field: Field; target: Shape }[];
  search: Field[];
  /** Fields of other resources, or of this one, that point here. */
  referrers: { field: Field; from: Shape }[];
  isOwned: boolean;
  /** Stored members that no reply shows. One field that is searched needs none. */
  hidden: { owner: string | null; search: string | null; uniques: { field: Field; name: string }[] };
  /** `book`, `bookFields`, `books`, `whereBooks`. */
  names: { schema: string; fields: string; store: string; where: string; list: string };
  /** The name of a schema beside the resource's own: `BookInput`, unless another resource is called that. */
  name(suffix: string): string;
}

/** The shapes of a plan's resources, in their order. */
export function shapesOf(plan: Resource[]): Shape[] {
  const resources = withPossibleFields(plan);
  const shapes = resources.map((resource) => shapeOf(resource, resources));
  for (const shape of shapes) {
    shape.references = shape.inputs.flatMap((field) => shapes.filter(({ resource }) => field.kind === "reference" && resource.singular === field.target).map((target) => ({ field, target })));
    for (const { field, target } of shape.references) target.referrers.push({ field, from: shape });
  }
  return shapes;
}

/** What an action changes is read-only; a reference that a first document could not have (to its own kind, or round in a circle) is optional. */
function withPossibleFields(plan: Resource[]): Resource[] {
  const needs = new Map(plan.map(({ singular, fields }) => [singular, new Set(fields.flatMap((field) => (field.kind === "reference" && field.isRequired && field.target ? [field.target] : [])))]));
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean =>
    from === to || (!seen.has(from) && [...(needs.get(from) ?? [])].some((next) => leadsTo(next, to, new Set([...seen, from]))));
  return plan.map((resource) => ({
    ...resource,
    fields: resource.fields.map((field) => {
      if ([...resource.counters.filter(({ isSettable }) => !isSettable), ...resource.transitions].some((action) => action.field === field.name)) return { ...field, isReadOnly: true };
      if (field.kind !== "reference" || !field.isRequired || !field.target || !leadsTo(field.target, resource.singular)) return field;
      needs.get(resource.singular)?.delete(field.target);
      return { ...field, isRequired: false };
    }),
  }));
}

function shapeOf(resource: Resource, resources: Resource[]): Shape {
  const { fields } = resource;
  const isOwned = resource.ownership === "perConsumer";
  const schema = TYPES.has(resource.typeName) ? `${resource.typeName}Item` : resource.typeName;
  const search = fields.filter((field) => resource.search.includes(field.name) && !field.isReadOnly);
  const upper = upperFirst(resource.collection);
  return {
    resource,
    inputs: fields.filter((field) => !field.isReadOnly),
    readOnly: fields.filter((field) => field.isReadOnly),
    references: [],
    referrers: [],
    isOwned,
    search,
    hidden: {
      owner: isOwned ? freeName("consumerId", fields) : null,
      search: search.length > 1 || search.some(({ kind }) => kind === "list") ? freeName("searchText", fields) : null,
      uniques: isOwned ? fields.filter((field) => field.isUnique).map((field) => ({ field, name: freeName(`own${upperFirst(field.name)}`, fields) })) : [],
    },
    names: {
      schema,
      fields: `${lowerFirst(schema)}Fields`,
      store: VALUES.has(resource.collection) || resources.some((other) => `${lowerFirst(other.typeName)}Fields` === resource.collection) ? `${resource.collection}Store` : resource.collection,
      where: `where${upper}`,
      list: `list${upper}`,
    },
    name: (suffix) => (resources.some((other) => other.typeName === `${schema}${suffix}`) ? `${schema}${suffix}Schema` : `${schema}${suffix}`),
  };
}

/** Whether a write has to read first: to compute hidden members, to see whose it is, or to refuse an unknown id before its references. */
export const readsBeforeWrite = (shape: Shape): boolean => shape.isOwned || shape.references.length > 0 || hasComputed(shape);
/** Whether there are hidden members that follow from others. */
export const hasComputed = ({ hidden }: Shape): boolean => hidden.search !== null || hidden.uniques.length > 0;
export const uniqueFields = ({ resource }: Shape): Field[] => resource.fields.filter((field) => field.isUnique);

export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function freeName(wanted: string, fields: readonly Field[]): string {
  return fields.some((field) => field.name === wanted) ? freeName(`${wanted}Hidden`, fields) : wanted;
}

/** Names that the source uses for other things, or that the language keeps. */
const TYPES = new Set([
  "Problem", "Env", "Stored", "Where", "DataError", "DataErrorCode", "AggregateRow", "OpenAPIHono", "HTTPException", "IdParam", "Date", "Response", "Promise", "Object", "Array", "Number",
  "String", "Boolean", "Error", "Math", "JSON", "Symbol", "Map", "Set", "Partial", "Infinity", "NaN", "Function", "WebAssembly",
]);
const VALUES = new Set([
  ..."app body json problem problems why flag today utc refuse existing retried onData stamps page paging group cents id total where limit cursor sort order filter before patch uses rows error input env data query items item tries work changed from to c z".split(" "),
  ..."invalid badBody notFound clash createRoute console process require eval constructor new class classes default switch case package delete return in of let const var function if else for while do try catch finally throw this super import export extends enum null true false void with yield await async static public private protected interface implements arguments typeof instanceof undefined globalThis crypto fetch".split(" "),
]);
