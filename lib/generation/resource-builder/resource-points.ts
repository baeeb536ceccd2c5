import type { Aggregate, Field, Resource, ResourcePlan } from "./resource-plan.ts";
import { isTime } from "./emit-fields.ts";
import { labelOf } from "./label-of.ts";
import { limitWords } from "./emit-places.ts";
import { productsOf } from "./emit-products.ts";
import { shapesOf, type Shape } from "./resource-shape.ts";
import { listWords, plural, sentenceCase, withArticle } from "./words.ts";

/** What was understood, one thing each, in plain words: uncut, so that the audit sees all of it. */
export function resourcePoints({ resources }: ResourcePlan): string[] {
  const shapes = shapesOf(resources);
  return resources.flatMap((resource) => [
    `${sentenceCase(resource.plural)} at ${resource.path}: ${resource.fields.map(describeField).join(", ")}`,
    ...resource.fields.filter((field) => field.isUnique).map((field) => `Two ${resource.plural}${resource.ownership === "perConsumer" ? " of one caller" : ""} can't have the same ${field.label}: the second is answered with 409`),
    ...resource.fields.flatMap((field) => pointOfReference(resource, field, resources)),
    ...(resource.ownership === "perConsumer" ? [`Each caller sees and changes only its own ${resource.plural}: another's are answered with 404`] : []),
    ...(resource.search.length > 0 ? [`${resource.path}?q= searches the ${listWords(resource.search.map((name) => labelOf(resource, name)))}`] : []),
    ...resource.aggregates.map((aggregate) => `GET ${resource.path}/${aggregate.slug} gives the ${aggregate.label}${filterNote(aggregate)}`),
    ...(resource.hasRandom ? [`GET ${resource.path}/random gives one of the ${resource.plural} at random, of all or of those that its filters leave; 404 where there is none`] : []),
    ...resource.counters.map(({ action, field, by, min }) => `POST ${resource.path}/{id}/${action} ${by > 0 ? "adds 1 to" : "takes 1 from"} the ${labelOf(resource, field)}${min === undefined ? "" : `, never below ${min}: that is answered with 409`}`),
    ...resource.transitions.map(({ action, from, to }) => `POST ${resource.path}/{id}/${action} makes ${withArticle(resource.singular)} that is ${listWords(from, "or")} ${to}; any other is answered with 409`),
    ...productsOf(resource).map((field) => productPoint(field, resource)),
    ...(resource.isKept ? [`${sentenceCase(withArticle(resource.singular))} is never deleted: there is no DELETE`] : []),
    ...rulePoints(resource, shapes.find((shape) => shape.resource.path === resource.path)),
    ...(resource.overdue ? [`${resource.path}?overdue=true lists the overdue ones, and each reply says whether it is overdue`] : []),
    `${resource.path} is listed ${orderWords(resource)}in pages, filtered by its fields and sorted`,
  ]);
}

/** "by date, the latest first, ", where its lists have an order of their own. */
function orderWords(resource: Resource): string {
  const { sorted, fields } = resource;
  if (!sorted) return "";
  const field = fields.find(({ name }) => name === sorted.field);
  const isTimed = !field || isTime(field);
  if (field?.kind === "boolean") return `with what is${sorted.order === "desc" ? "" : " not"} ${field.label} first, `;
  const first = isTimed ? (sorted.order === "desc" ? "the latest" : "the earliest") : field.kind === "text" ? (sorted.order === "desc" ? "from Z to A" : "from A to Z") : sorted.order === "desc" ? "the highest" : "the lowest";
  return `by ${field ? field.label : "when they were added"}, ${first}${first.startsWith("from") ? "" : " first"}, `;
}

/** "The total of a line is its quantity times its unit price". */
function productPoint({ label, product }: Field, resource: Resource): string {
  const time = product?.between ? [`the ${product.between.unit} from its ${labelOf(resource, product.between.from)} to its ${labelOf(resource, product.between.to)}`] : [];
  return `The ${label} of ${withArticle(resource.singular)} is ${[...time, ...(product?.of ?? []).map((name) => `its ${labelOf(resource, name)}`)].join(" times ")}, worked out with every write`;
}

/** What holds between fields, documents and states. */
function rulePoints(resource: Resource, shape: Shape | undefined): string[] {
  const { plural: many, singular: one, fields, once = [], most, apart } = resource;
  const labels = (names: readonly string[]): string => listWords(fields.filter(({ name }) => names.includes(name)).map(({ label }) => label));
  return [
    ...once.map((rule) => `${rule.isPerCaller ? `One caller can't make two ${many}` : `Two ${many} can't have`} ${rule.isPerCaller ? (rule.fields.length > 0 ? `with the same ${labels(rule.fields)}` : "") : `the same ${labels(rule.fields)}`}`.trim() + ": the second is answered with 409"),
    ...(most && shape ? [`${limitWords(shape)}, also of calls at once: the next is answered with 409`] : []),
    ...(apart ? [`${sentenceCase(many)}${apart.per.length > 0 ? ` of one ${labels(apart.per)}` : ""} never overlap from ${labelOf(resource, apart.start)} to ${labelOf(resource, apart.end)}: 409`] : []),
    ...fields.flatMap(({ label, above }) => (above ? [`The ${label} of ${withArticle(one)} must be ${above.isStrict ? "above" : "at least"} its ${labelOf(resource, above.field)}: 422`] : [])),
    ...fields.flatMap(({ label, differs }) => (differs === undefined ? [] : [`The ${label} of ${withArticle(one)} must not be the same as its ${labelOf(resource, differs)}: 422`])),
    ...fields.flatMap(({ label, locks }) => (locks ? [`${sentenceCase(withArticle(one))} can't be ${listWords([...(locks.isChange ? ["changed"] : []), ...(locks.isDelete ? ["deleted"] : [])], "or")} when its ${label} is ${listWords(locks.values.map(String), "or")}: 409`] : [])),
  ];
}

export function describeField(field: Field): string {
  const kind: Record<Field["kind"], string> = {
    text: "text", longText: "long text", integer: "whole number", number: "number", email: "email address", url: "link", phone: "phone number", date: "date", dateTime: "date and time",
    time: "time", boolean: "true or false", choice: `one of ${(field.options ?? []).join(", ")}`, list: "list of texts", money: "money", reference: `id of ${withArticle(field.target ?? "thing")}`,
  };
  const range = field.max === undefined ? (field.isOverMin ? `, more than ${field.min ?? 0}` : field.min ? `, at least ${field.min}` : "") : field.isOverMin ? `, more than ${field.min ?? 0}, at most ${field.max}` : ` from ${field.min ?? 0} to ${field.max}`;
  return `${field.name} (${kind[field.kind]}${range}${lengthOf(field)}${field.isUnique ? ", unique" : ""}${field.isReadOnly ? ", set by the API" : field.isRequired ? "" : field.default === undefined ? ", optional" : `, ${String(field.default)} where none is sent`})`;
}

function lengthOf({ minLength, maxLength }: Field): string {
  if (minLength !== undefined && minLength === maxLength) return `, exactly ${minLength} characters`;
  const ends = [...(minLength === undefined ? [] : [`at least ${minLength}`]), ...(maxLength === undefined ? [] : [`at most ${maxLength}`])];
  return ends.length === 0 ? "" : `, ${ends.join(" and ")} characters`;
}

const filterNote = ({ per }: Aggregate): string => (per.kind === "all" ? "" : ", one figure each");

function pointOfReference(resource: Resource, field: Field, resources: Resource[]): string[] {
  const target = field.kind === "reference" ? resources.find(({ singular }) => singular === field.target) : undefined;
  if (!target) return [];
  const isOnly = resource.fields.filter((other) => other.target === field.target).length === 1;
  return [`${sentenceCase(withArticle(resource.singular))} ${field.isRequired ? "has" : "may have"} ${withArticle(field.label)}, one of the ${target.plural || plural(target.singular)}: an unknown ${field.name} is answered with 422${isOnly ? `, and GET ${target.path}/{id}${resource.path} lists its ${resource.plural}` : ""}`];
}
