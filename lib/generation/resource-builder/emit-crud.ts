import { addCall, changeCall, existingCall, findCall } from "./emit-store.ts";
import { emitRoute } from "./emit-route.ts";
import { canClash, dependsOnBefore, type Shape } from "./resource-shape.ts";
import { listWords, sentenceCase, withArticle } from "./words.ts";

const ID = 'c.req.valid("param").id';
const JSON_BODY = 'c.req.valid("json")';

/** Add and list: the routes of the collection. */
export function emitCollectionRoutes(shape: Shape): string[] {
  const { resource, names } = shape;
  const { path, singular, plural } = resource;
  return [
    emitRoute({
      method: "post", path, summary: `Add ${withArticle(singular)}`, request: `body(${shape.name("Input")})`,
      responses: `201: json(${names.schema}, "The new ${singular}"), ...badBody${canClash(shape) ? ", ...clash" : ""}`,
      handler: `c.json(show${names.schema}(await ${addCall(shape, "c.env", JSON_BODY)}), 201)`,
    }, shape),
    emitRoute({
      method: "get", path, summary: `List, filter and sort ${plural}`, request: `{ query: ${shape.name("Query")} }`,
      responses: `200: json(${shape.name("List")}, "A page of ${plural}"), ...invalid`,
      handler: `c.json(await ${names.list}(c.env, c.req.valid("query")), 200)`,
    }, shape),
  ];
}

/** Get, replace, change and delete: the routes of one document. */
export function emitItemRoutes(shape: Shape): string[] {
  const { resource, names } = shape;
  const { singular } = resource;
  const path = `${resource.path}/{id}`;
  const change = { responses: `200: json(${names.schema}, "The ${singular}"), ...notFound, ...badBody${canClash(shape) || dependsOnBefore(shape) ? ", ...clash" : ""}`, handler: `c.json(show${names.schema}(${awaited(changeCall(shape, "c.env", ID, JSON_BODY))}), 200)` };
  return [
    emitRoute({ method: "get", path, summary: `Get ${withArticle(singular)}`, request: "{ params: IdParam }", responses: `200: json(${names.schema}, "The ${singular}"), ...notFound`, handler: `c.json(show${names.schema}(${existingCall(shape, "c.env", ID)}), 200)` }, shape),
    emitRoute({ method: "put", path, summary: `Replace ${withArticle(singular)}`, request: `{ params: IdParam, ...body(${shape.name("Input")}) }`, ...change }, shape),
    emitRoute({ method: "patch", path, summary: `Change some fields of ${withArticle(singular)}`, request: `{ params: IdParam, ...body(${shape.name("Patch")}) }`, ...change }, shape),
    ...(resource.isKept ? [] : [emitDelete(shape, path)]),
  ];
}

const awaited = (call: string): string => (call.startsWith("existing(") ? call : `await ${call}`);

function emitDelete(shape: Shape, path: string): string {
  const { resource, names, referrers } = shape;
  const { singular } = resource;
  const isUsed = referrers.length > 0;
  const uses = referrers.map(({ field, from }) => `${from.names.store}(c.env).count({ ${field.name}: id${from === shape ? ", id: { ne: id }" : ""} })`);
  const words = sentenceCase(listWords([...new Set(referrers.map(({ from }) => from.resource.plural))], "or"));
  const isKept = resource.fields.some(({ locks }) => locks?.isDelete);
  const reads = isKept || resource.apart !== undefined;
  const lines = [
    `const { id } = ${ID.replace(".id", "")};`,
    ...(reads ? [`const item = ${existingCall(shape, "c.env", "id")};`, ...(isKept ? [`refuseKept${names.schema}(item);`] : [])] : shape.isOwned ? [`existing(await ${findCall(shape, "c.env", "id")}, "${singular}");`] : []),
    ...(uses.length > 1 ? [`const uses = await Promise.all([${uses.join(", ")}]);`] : []),
    ...(isUsed ? [`if (${uses.length > 1 ? "uses.some((count) => count > 0)" : `(await ${uses[0] ?? ""}) > 0`}) throw refuse(409, "in_use", "${words} still refer to this ${singular}: change or delete them first");`] : []),
    `existing(await ${names.store}(c.env).delete(id), "${singular}");`,
    ...(resource.apart ? [`await claim${names.schema}(c.env, id, item, false);`] : []),
    "return c.body(null, 204);",
  ];
  const simple = [`existing(await ${names.store}(c.env).delete(${ID}), "${singular}");`, "return c.body(null, 204);"];
  return emitRoute({
    method: "delete", path, summary: `Delete ${withArticle(singular)}`, request: "{ params: IdParam }", responses: `204: { description: "Deleted" }, ...notFound${isUsed || reads ? ", ...clash" : ""}`,
    handler: isUsed || shape.isOwned || reads ? lines : simple,
  }, shape);
}
