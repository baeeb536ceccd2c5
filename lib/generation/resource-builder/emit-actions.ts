import { enumName } from "./emit-fields.ts";
import { emitRoute } from "./emit-route.ts";
import { placedCall } from "./emit-places.ts";
import { existingCall, findCall } from "./emit-store.ts";
import type { Counter, Field, Transition } from "./resource-plan.ts";
import { upperFirst, type Shape } from "./resource-shape.ts";
import { spaced } from "./emit-schemas.ts";
import { listWords, withArticle } from "./words.ts";

/** Counters and state changes: `POST /posts/{id}/like`, `POST /orders/{id}/ship`. */
export function emitActions(shape: Shape): string[] {
  const { counters, transitions, fields } = shape.resource;
  const fieldOf = (name: string): Field | undefined => fields.find((field) => field.name === name);
  const states = fields.filter((field) => transitions.some((transition) => transition.field === field.name));
  return [
    ...counters.flatMap((counter) => { const field = fieldOf(counter.field); return field ? [emitCounter(shape, counter, field)] : []; }),
    ...states.flatMap((field) => [emitMove(shape, field), ...transitions.filter((transition) => transition.field === field.name).map((transition) => emitTransition(shape, transition, field))]),
  ];
}

/** Both operations travel in one turn, so that the reply shows this very step. */
function emitCounter(shape: Shape, { action, by, min }: Counter, field: Field): string {
  const { names, resource } = shape;
  const { singular } = resource;
  const range = [...(min === undefined ? [] : [`min: ${min}`]), ...(field.max === undefined || by < 0 ? [] : [`max: ${field.max}`])];
  const limit = min === undefined || by > 0 ? `above ${field.max ?? ""}` : `below ${min}`;
  const store = `${names.store}(c.env)`;
  const increment = `${store}.increment(id, "${field.name}", ${by}${range.length > 0 ? `, { ${range.join(", ")} }` : ""})${range.length > 0 ? `.catch(onData("range", ${JSON.stringify(`The ${field.label} can't go ${limit}`)}))` : ""}`;
  return emitRoute({
    method: "post", path: `${resource.path}/{id}/${action}`, summary: `${by > 0 ? "Add 1 to" : "Take 1 from"} the ${field.label} of ${withArticle(singular)}`, request: "{ params: IdParam }",
    responses: `200: json(${names.schema}, "The ${singular}"), ...notFound${range.length > 0 ? ", ...clash" : ""}`,
    handler: [
      'const { id } = c.req.valid("param");',
      ...(shape.isOwned ? [`existing(await ${findCall(shape, "c.env", "id")}, "${singular}");`] : []),
      `const [, item] = await Promise.all([${increment}, ${store}.get(id)]);`,
      `return c.json(show${names.schema}(existing(item, "${singular}")), 200);`,
    ],
  }, shape);
}

const moveName = (shape: Shape, field: Field): string => `move${shape.names.schema}${upperFirst(field.name)}`;

/** One function per state machine, however many actions it has. */
function emitMove(shape: Shape, field: Field): string {
  const { names, resource, hidden } = shape;
  const { singular, most, apart } = resource;
  const state = `z.infer<typeof ${enumName(field, shape)}>`;
  const isPlaced = most?.only?.field === field.name;
  const update = `${names.store}(env).update(id, { ${field.name}: to${isPlaced ? `, ${hidden.place ?? ""}` : ""} }, { ifVersion: item.version })`;
  const isFreed = apart?.unless?.field === field.name;
  const moved = `{ ...item, ${field.name}: to }`;
  return `/** Moves ${withArticle(singular)} on if it is in one of the states \`from\`; of two calls at once, one sees what the other did. */
const ${moveName(shape, field)} = (env: Env, id: string, from: ${state}[], to: ${state}) => retried(async () => {
  const item = ${existingCall(shape, "env", "id")};
  if (!from.includes(item.${field.name})) throw refuse(409, "wrong_state", \`This ${singular} is \${item.${field.name}}: only one that is \${from.join(" or ")} can become \${to}\`);
  ${isFreed ? "const moved =" : "return"} existing(await ${isPlaced ? placedCall(shape, { item: moved, before: "item", write: update }) : update}, "${singular}");
${isFreed ? `  if (to === ${JSON.stringify(apart?.unless?.value)}) await claim${names.schema}(env, id, item, false);\n  return moved;\n` : ""}});`;
}

function emitTransition(shape: Shape, { action, from, to }: Transition, field: Field): string {
  const { names, resource } = shape;
  return emitRoute({
    method: "post", path: `${resource.path}/{id}/${action}`, summary: `Change the ${field.label} of ${withArticle(resource.singular)} from ${listWords(from, "or")} to ${to}`, request: "{ params: IdParam }",
    responses: `200: json(${names.schema}, "The ${resource.singular}"), ...notFound, ...clash`,
    handler: `c.json(show${names.schema}(await ${moveName(shape, field)}(c.env, c.req.valid("param").id, ${spaced(from)}, ${JSON.stringify(to)})), 200)`,
  }, shape);
}
