import { startOf, whereMember } from "./emit-fields.ts";
import { dataType, hiddenCall } from "./emit-schemas.ts";
import { claimCall, emitClaims } from "./emit-claims.ts";
import { emitPlace, placedCall } from "./emit-places.ts";
import { emitRules, ruleCalls } from "./emit-rules.ts";
import { dependsOnBefore, hasComputed, readsBeforeWrite, uniqueLabels, type Shape } from "./resource-shape.ts";
import { listWords, withArticle } from "./words.ts";

/** The functions between the routes and the store: find, add, change, list. */
export const emitStoreFunctions = (shape: Shape): string =>
  [emitTaken(shape), emitFind(shape), emitCheck(shape), ...emitRules(shape), emitPlace(shape), emitClaims(shape), emitAdd(shape), emitChange(shape), emitWhere(shape), emitList(shape)].filter((part) => part !== null).join("\n\n");

/** A call that gives a document or null; another consumer's document is null. */
export const findCall = ({ names, isOwned }: Shape, env: string, id: string): string => (isOwned ? `find${names.schema}(${env}, ${id})` : `${names.store}(${env}).get(${id})`);
/** The same, with the reply 404 instead of null. */
export const existingCall = (shape: Shape, env: string, id: string): string => `existing(await ${findCall(shape, env, id)}, ${JSON.stringify(shape.resource.singular)})`;

export const addCall = (shape: Shape, env: string, input: string): string => (isSimpleAdd(shape) ? `${shape.names.store}(${env}).insert(${input})${catchTaken(shape)}` : `add${shape.names.schema}(${env}, ${input})`);
export const changeCall = (shape: Shape, env: string, id: string, patch: string): string =>
  hasChange(shape) ? `change${shape.names.schema}(${env}, ${id}, ${patch})` : `existing(await ${shape.names.store}(${env}).update(${id}, ${patch})${catchTaken(shape)}, ${JSON.stringify(shape.resource.singular)})`;

const hasChange = (shape: Shape): boolean => readsBeforeWrite(shape) || uniqueLabels(shape).length > 0;
const isSimpleAdd = (shape: Shape): boolean => shape.readOnly.length === 0 && shape.hidden.caller === null && !dependsOnBefore(shape) && shape.references.length === 0;

function emitFind(shape: Shape): string | null {
  const { names, hidden, resource } = shape;
  if (!shape.isOwned) return null;
  return `/** Another consumer's ${resource.singular} is as unknown as a missing one. */
async function find${names.schema}(env: Env, id: string) {
  const item = await ${names.store}(env).get(id);
  return item?.${hidden.caller ?? ""} === env.CONSUMER.id ? item : null;
}`;
}

function emitCheck(shape: Shape): string | null {
  const { names, references } = shape;
  if (references.length === 0) return null;
  const fields = references.map(({ field }) => field.name);
  const lines = references.map(({ field, target }) => {
    const { name } = field;
    return `  if (${name} && !(await ${findCall(target, "env", name)})) throw refuse(422, "invalid", ${JSON.stringify(`${name}: there is no ${target.resource.singular} with this id`)});`;
  });
  return `/** Refuses a reference to what isn't there. */
async function check${names.schema}(env: Env, { ${fields.join(", ")} }: Partial<${shape.name("Input")}>) {
${lines.join("\n")}
}`;
}

function emitAdd(shape: Shape): string | null {
  if (isSimpleAdd(shape)) return null;
  const { names, readOnly, hidden, references, resource } = shape;
  const start = readOnly.filter(({ product }) => product === undefined).map((field) => `${field.name}: ${JSON.stringify(startOf(field))}`);
  const members = [
    ...(resource.apart ? ["id"] : []),
    "...input",
    ...start,
    ...(hidden.caller ? [`${hidden.caller}: env.CONSUMER.id`] : []),
    ...(hasComputed(shape) ? [`...${hiddenCall(shape, "env.CONSUMER.id", "input")}`] : []),
    ...(hidden.place ? [hidden.place] : []),
  ];
  const value = members.length === 1 ? "input" : `{ ${members.join(", ")} }`;
  const insert = placedCall(shape, { item: `{ ${["...input", ...start, ...(hidden.caller ? [`${hidden.caller}: env.CONSUMER.id`] : [])].join(", ")} }`, before: null, write: `${names.store}(env).insert(${value})` });
  return `async function add${names.schema}(env: Env, input: ${shape.name("Input")}) {
${references.length > 0 ? `  await check${names.schema}(env, input);\n` : ""}${ruleCalls(shape, "input")}${resource.apart ? `  const id = crypto.randomUUID();\n  await ${claimCall(shape, "id", "input")};\n` : ""}  return ${insert}${catchTaken(shape)};
}`;
}

/** PUT and PATCH: what a write has to know first, then one write. */
function emitChange(shape: Shape): string | null {
  if (!hasChange(shape)) return null;
  const { names, references, hidden, resource } = shape;
  const before = existingCall(shape, "env", "id");
  const check = references.length > 0 ? `  await check${names.schema}(env, patch);\n` : "";
  const signature = `(env: Env, id: string, patch: Partial<${shape.name("Input")}>)`;
  const end = `  return existing(changed, ${JSON.stringify(resource.singular)});`;
  if (!dependsOnBefore(shape)) return `async function change${names.schema}${signature} {
${readsBeforeWrite(shape) ? `  ${before};\n` : ""}${check}  const changed = await ${names.store}(env).update(id, patch)${catchTaken(shape)};
${end}
}`;
  const caller = hidden.caller ? `before.${hidden.caller}` : "";
  const members = ["...patch", ...(hasComputed(shape) ? [`...${hiddenCall(shape, caller, "item")}`] : []), ...(hidden.place ? [hidden.place] : [])];
  const write = placedCall(shape, { item: "item", before: "before", write: `${names.store}(env).update(id, ${members.length === 1 ? "patch" : `{ ${members.join(", ")} }`}, { ifVersion: before.version })` });
  const rules = ruleCalls(shape, "item");
  const isMerged = hasComputed(shape) || hidden.place !== null || rules !== "" || resource.apart !== undefined;
  return `const change${names.schema} = ${signature} => retried(async () => {
  const before = ${before};
${resource.fields.some(({ locks }) => locks?.isChange) ? `  refuseLocked${names.schema}(before);\n` : ""}${check}${isMerged ? "  const item = { ...before, ...patch };\n" : ""}${rules}${resource.apart ? `  await ${claimCall(shape, "id", "item", "before")};\n` : ""}  const changed = await ${write}${catchTaken(shape)};
${end}
});`;
}

function emitWhere(shape: Shape): string {
  const { names, hidden, resource } = shape;
  const members = [
    ...(shape.isOwned ? [`  ${hidden.caller ?? ""}: env.CONSUMER.id,`] : []),
    ...resource.fields.map((field) => whereMember(field, shape)).filter((member) => member !== null),
    ...(hidden.search ? [`  ${hidden.search}: { contains: filter.q },`] : []),
  ];
  return `const ${names.where} = (${shape.isOwned ? "env: Env, " : ""}filter: z.infer<typeof ${shape.name("Filter")}>): Where<${dataType(shape)}> => ({
${members.join("\n")}
});`;
}

export const whereCall = ({ names, isOwned }: Shape, env: string, filter: string): string => `${names.where}(${isOwned ? `${env}, ` : ""}${filter})`;

function emitList(shape: Shape): string {
  const { names, resource: { sorted } } = shape;
  return `async function ${names.list}(env: Env, { limit, cursor, sort, order${sorted?.order === "desc" ? ` = sort === "${sorted.field}" ? "desc" : "asc"` : ""}, ...filter }: z.infer<typeof ${shape.name("Query")}>) {
  const where = ${whereCall(shape, "env", "filter")};
  const [page, total] = await Promise.all([${names.store}(env).list({ where, orderBy: [sort, order], limit, cursor }), ${names.store}(env).count(where)]);
  return { items: page.items.map(show${names.schema}), cursor: page.cursor, total };
}`;
}

const catchTaken = (shape: Shape): string => (uniqueLabels(shape).length === 0 ? "" : `.catch(taken${shape.names.schema})`);

/** Puts a taken value in the words of the resource. */
function emitTaken(shape: Shape): string | null {
  const unique = uniqueLabels(shape);
  if (unique.length === 0) return null;
  return `const taken${shape.names.schema} = onData("conflict", ${JSON.stringify(`There is already ${withArticle(shape.resource.singular)} ${unique.includes("") ? "of yours" : `with this ${listWords(unique, "or")}`}`)});`;
}
