import type { Field, MostRule, Resource } from "./resource-plan.ts";
import { withPossibleFields } from "./with-possible-fields.ts";

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
  hidden: { caller: string | null; search: string | null; uniques: UniqueKey[]; place: string | null };
  /** `book`, `bookFields`, `books`, `whereBooks`, `bookClaims`. */
  names: { schema: string; fields: string; store: string; where: string; list: string; claims: string };
  /** The name of a schema beside the resource's own: `BookInput`, unless another resource is called that. */
  name(suffix: string): string;
}

/** A stored text that no two documents share, made of these fields and of who made it. */
export interface UniqueKey {
  fields: Field[];
  isPerCaller: boolean;
  name: string;
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
      caller: isOwned || isPerCaller(resource) ? freeName("consumerId", namesOf(fields)) : null,
      search: search.length > 1 || search.some(({ kind }) => kind === "list") ? freeName("searchText", namesOf(fields)) : null,
      uniques: uniqueKeys(resource),
      place: resource.most ? freeName("place", namesOf(fields)) : null,
    },
    names: {
      schema,
      fields: `${lowerFirst(schema)}Fields`,
      store: VALUES.has(resource.collection) || resources.some((other) => `${lowerFirst(other.typeName)}Fields` === resource.collection) ? `${resource.collection}Store` : resource.collection,
      where: `where${upper}`,
      list: `list${upper}`,
      claims: freeName(`${lowerFirst(schema)}Claims`, resources.map(({ collection }) => collection)),
    },
    name: (suffix) => (resources.some((other) => other.typeName === `${schema}${suffix}`) ? `${schema}${suffix}Schema` : `${schema}${suffix}`),
  };
}

const isPerCaller = ({ once = [], most }: Resource): boolean => once.some((rule) => rule.isPerCaller) || (most !== undefined && most.per === null);

function uniqueKeys({ fields, ownership, once = [] }: Resource): UniqueKey[] {
  const own = ownership === "perConsumer" ? fields.filter((field) => field.isUnique).map((field) => ({ fields: [field], isPerCaller: true, name: freeName(`own${upperFirst(field.name)}`, namesOf(fields)) })) : [];
  return [...own, ...once.map((rule) => {
    const of = fields.filter(({ name }) => rule.fields.includes(name));
    return { fields: of, isPerCaller: rule.isPerCaller || ownership === "perConsumer", name: freeName(`once${of.map(({ name }) => upperFirst(name)).join("")}`, namesOf(fields)) };
  })];
}

/** Whether a write has to read first: to compute hidden members, to see whose it is, or to refuse an unknown id before its references. */
export const readsBeforeWrite = (shape: Shape): boolean => shape.isOwned || shape.references.length > 0 || dependsOnBefore(shape);
/** Whether a change depends on what is stored, so that it must be of the version that was read. */
export const dependsOnBefore = (shape: Shape): boolean => hasComputed(shape) || shape.hidden.place !== null || shape.resource.fields.some(({ above, differs, locks }) => above !== undefined || differs !== undefined || locks?.isChange === true);
/** Whether there are members that follow from others. */
export const hasComputed = ({ hidden, resource }: Shape): boolean => hidden.search !== null || hidden.uniques.length > 0 || resource.fields.some(({ product }) => product !== undefined);
/** What must not repeat, in words: `email`, `member and class`. */
export const uniqueLabels = ({ resource: { fields, once = [] } }: Shape): string[] => [...fields.filter((field) => field.isUnique).map(({ label }) => label), ...once.map((rule) => fields.filter(({ name }) => rule.fields.includes(name)).map(({ label }) => label).join(" and "))];
/** Whether a write can be refused for what others hold. */
export const canClash = (shape: Shape): boolean => uniqueLabels(shape).length > 0 || shape.hidden.place !== null || shape.resource.apart !== undefined;
/** The resource and the field that a limit is read from, where it isn't a number. */
export function limitOf({ references }: Shape, { max, per }: MostRule): { target: Shape; name: string } | null {
  const target = references.find(({ field }) => field.name === per)?.target;
  return typeof max === "string" && target ? { target, name: max } : null;
}

export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const namesOf = (fields: readonly Field[]): string[] => fields.map(({ name }) => name);
const freeName = (wanted: string, taken: readonly string[]): string => (taken.includes(wanted) ? freeName(`${wanted}Hidden`, taken) : wanted);

/** Names that the source uses for other things, or that the language keeps. */
const TYPES = new Set([
  "Problem", "Env", "Stored", "Where", "DataError", "DataErrorCode", "AggregateRow", "OpenAPIHono", "HTTPException", "IdParam", "Date", "Response", "Promise", "Object", "Array", "Number",
  "String", "Boolean", "Error", "Math", "JSON", "Symbol", "Map", "Set", "Partial", "Infinity", "NaN", "Function", "WebAssembly",
]);
const VALUES = new Set([
  ..."app body json problem problems why flag today utc refuse existing retried onData stamps page paging group cents id total where limit cursor sort order filter before patch uses rows error input env data query items item tries work changed from to c z".split(" "),
  ..."invalid badBody notFound clash createRoute console process require eval constructor new class classes default switch case package delete return in of let const var function if else for while do try catch finally throw this super import export extends enum null true false void with yield await async static public private protected interface implements arguments typeof instanceof undefined globalThis crypto fetch".split(" "),
]);
