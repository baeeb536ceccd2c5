import { defaultOf, enumName, fieldMember, fieldType, filterMember, isSortable } from "./emit-fields.ts";
import { isPartial, productMember, productsOf } from "./emit-products.ts";
import { hasComputed, type Shape, type UniqueKey } from "./resource-shape.ts";
import type { Resource } from "./resource-plan.ts";
import { listWords } from "./words.ts";

/** What a resource looks like: in a body, in a reply, in a query, in the store. */
export function emitSchemas(shape: Shape): string {
  const { names, inputs, readOnly, resource } = shape;
  const type = names.schema;
  const [input, patch, list, filter, query] = ["Input", "Patch", "List", "Filter", "Query"].map((suffix) => shape.name(suffix));
  const choices = resource.fields.filter((field) => field.kind === "choice").map((field) => `const ${enumName(field, shape)} = z.enum(${spaced(field.options ?? [])});`);
  const defaults = inputs.flatMap((field) => defaultOf(field) === null ? [] : [`${field.name}: ${names.fields}.${field.name}.default(${defaultOf(field)})`]);
  const computed = [...readOnly.map((field) => `${field.name}: ${field.product ? `z.number()${isPartial(field, resource) ? ".nullable()" : ""}` : fieldType(field, shape)}`), ...(showsOverdue(resource) ? ["overdue: z.boolean()"] : [])];
  return `${[...choices, `const ${names.fields} = {`].join("\n")}
${inputs.map((field) => fieldMember(field, shape)).join("\n")}
};
const ${input} = ${defaults.length === 0 ? `z.strictObject(${names.fields})` : `z.strictObject({\n${packed([`...${names.fields}`, ...defaults])}\n})`}.openapi("${input}");
type ${input} = z.infer<typeof ${input}>;
const ${patch} = z.strictObject(${names.fields}).partial().openapi("${patch}");
${computed.length > 0 ? "/** With what the API sets itself: no body may hold it. */\n" : ""}const ${type} = z.object({${computed.length > 0 ? `\n${packed(["id: z.uuid()", `...${names.fields}`, ...computed, "...stamps"])}\n` : ` id: z.uuid(), ...${names.fields}, ...stamps `}}).openapi("${type}");
const ${list} = z.object({ items: z.array(${type}), cursor: z.string().nullable(), total: z.number().int() }).openapi("${list}");
const ${filter} = z.strictObject({
${filterLines(shape).join("\n")}
});
const ${query} = ${filter}.extend({ ...paging, ${orderMember(resource)}sort: z.enum(${spaced(["createdAt", "updatedAt", ...resource.fields.filter(isSortable).map((field) => field.name)])}).default("${resource.sorted?.field ?? "createdAt"}") });
${emitStore(shape)}
${emitShow(shape)}`;
}

/** Of lists that come in descending order, `order` has no one default. */
const orderMember = ({ sorted }: Resource): string => (sorted?.order === "desc" ? `order: z.enum(["asc", "desc"]).optional().openapi({ description: "Without it desc when sorted by ${sorted.field}, else asc" }), ` : "");

function filterLines(shape: Shape): string[] {
  const { fields, overdue } = shape.resource;
  const words = listWords(shape.search.map((field) => field.label), "or");
  return [
    ...fields.map((field) => filterMember(field, shape)).filter((line) => line !== null),
    ...(overdue ? ['  overdue: z.enum(["true"]).optional().openapi({ description: "Only overdue ones" }),'] : []),
    ...(shape.search.length > 0 ? [`  q: z.string().trim().max(200).optional().openapi({ description: ${JSON.stringify(`Part of the ${words}, in any case`)} }),`] : []),
  ];
}

/** The type of a stored document, and its collection. */
function emitStore(shape: Shape): string {
  const { names, readOnly, hidden, resource } = shape;
  const members = [
    ...readOnly.map((field) => `${field.name}: ${field.kind === "choice" ? `z.infer<typeof ${enumName(field, shape)}>` : isPartial(field, resource) ? "number | null" : "number"}`),
    ...(hidden.caller ? [`${hidden.caller}: string`] : []),
    ...(hidden.search ? [`${hidden.search}: string`] : []),
    ...hidden.uniques.map(({ name }) => `${name}: string | null`),
    ...(hidden.place ? [`${hidden.place}: string | null`] : []),
  ];
  const unique = [...resource.fields.filter((field) => field.isUnique && !shape.isOwned).map(({ name }) => name), ...hidden.uniques.map(({ name }) => name), ...(hidden.place ? [hidden.place] : [])];
  const data = dataType(shape);
  return `${members.length > 0 ? `/** As stored${hidden.caller || hidden.search || hidden.place || hidden.uniques.length > 0 ? ", with what no reply shows" : ""}. */\ntype ${data} = ${shape.name("Input")} & {${members.join("; ").length > 110 ? `\n${members.map((member) => `  ${member};\n`).join("")}` : ` ${members.join("; ")} `}};\n` : ""}const ${names.store} = (env: Env) => env.DATA.collection<${data}>("${resource.collection}"${unique.length > 0 ? `, { unique: ${spaced(unique)} }` : ""});${hasComputed(shape) ? `\n${emitComputed(shape)}` : ""}`;
}

/** The function of the members that follow from others. */
function emitComputed(shape: Shape): string {
  const { hidden, names, search, resource } = shape;
  const products = productsOf(resource);
  const texts = search.map(({ name, kind }) => (kind === "list" ? `...item.${name}` : `item.${name}`));
  const members = [
    ...(hidden.search ? [`  ${hidden.search}: [${texts.join(", ")}].join("\\n"),`] : []),
    ...hidden.uniques.map((key) => `  ${key.name}: ${keySource(key)},`),
    ...products.map((field) => `  ${productMember(field, shape)},`),
  ];
  const isOwn = hidden.uniques.some(({ isPerCaller }) => isPerCaller);
  const makes = [...(hidden.search ? ["what ?q= looks in"] : []), ...(hidden.uniques.length > 0 ? [isOwn ? "what makes a value unique per consumer" : "what makes values unique together"] : []), ...(products.length > 0 ? [`what is worked out: the ${listWords(products.map(({ label }) => label))}`] : [])];
  return `/** ${listWords(makes).replace(/^w/, "W")}: made anew with every write. */
const hidden${names.schema} = (${isOwn ? "caller: string, " : ""}item: ${shape.name("Input")}) => ({
${members.join("\n")}
});`;
}

/** Null where one of the values is missing: what isn't there is no conflict. */
function keySource({ fields, isPerCaller }: UniqueKey): string {
  const missing = fields.filter((field) => defaultOf(field) === "null").map(({ name }) => `item.${name} === null`).join(" || ");
  return `${missing === "" ? "" : `${missing} ? null : `}\`${[...(isPerCaller ? ["${caller}"] : []), ...fields.map(({ name }) => `\${item.${name}}`)].join("\\n")}\``;
}

/** The hidden members of an item of this caller. */
export const hiddenCall = ({ hidden, names }: Shape, caller: string, item: string): string => `hidden${names.schema}(${hidden.uniques.some(({ isPerCaller }) => isPerCaller) ? `${caller}, ` : ""}${item})`;

/** Storage doesn't keep the order of members, so that each reply names them again. */
function emitShow(shape: Shape): string {
  const members = ["id", ...shape.resource.fields.map((field) => field.name), "createdAt", "updatedAt", "version"];
  const read = members.map((member) => { const added = shape.resource.fields.find((field) => field.name === member && field.isAdded); return added ? `${member} = ${defaultOf(added) ?? "null"}` : member; });
  const name = `show${shape.names.schema}`;
  const item = `Stored<${dataType(shape)}>`;
  const overdue = overdueSource(shape.resource);
  if (overdue !== null) return `const ${name} = (item: ${item}) => ({\n${members.map((member) => `  ${member}: item.${member},`).join("\n")}\n  overdue: ${overdue},\n});`;
  if (members.some((member) => KEYWORDS.has(member))) return `const ${name} = (item: ${item}) => ({\n${members.map((member, index) => `  ${member}: item.${(read[index] ?? member).replace(" = ", " ?? ")},`).join("\n")}\n});`;
  const line = `const ${name} = ({ ${read.join(", ")} }: ${item}) => ({ ${members.join(", ")} });`;
  return line.length <= 180 ? line : `const ${name} = ({\n  ${read.join(", ")},\n}: ${item}) => ({\n  ${members.join(", ")},\n});`;
}

/** Said in each reply, unless a field is called so. */
const showsOverdue = ({ overdue, fields }: Resource): boolean => overdue !== undefined && !fields.some(({ name }) => name === "overdue");

/** Whether it is overdue, as it is read; it holds of the same documents that `?overdue=true` finds. */
function overdueSource(resource: Resource): string | null {
  const { overdue, fields } = resource;
  const date = fields.find(({ name }) => name === overdue?.dateField);
  if (!overdue || !date || !showsOverdue(resource)) return null;
  return `${defaultOf(date) === "null" ? `item.${date.name} !== null && ` : ""}item.${date.name} < today()${overdue.doneField === null ? "" : ` && !item.${overdue.doneField}`}`;
}

const KEYWORDS = new Set("break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with implements interface let package private protected public static yield await eval arguments process require Function undefined".split(" "));

/** The type of what is stored: the input, unless the API adds to it. */
export const dataType = (shape: Shape): string => shape.name(shape.readOnly.length > 0 || shape.hidden.caller !== null || shape.hidden.place !== null || hasComputed(shape) ? "Data" : "Input");

/** Members of an object in lines of a readable length. */
function packed(members: readonly string[]): string {
  const lines: string[] = [];
  for (const member of members) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + member.length < 150) lines[lines.length - 1] = `${last} ${member},`;
    else lines.push(`  ${member},`);
  }
  return lines.join("\n");
}

/** A list of texts as source. */
export const spaced = (texts: readonly string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;
