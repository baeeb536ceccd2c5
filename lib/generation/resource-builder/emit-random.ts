import { emitRoute } from "./emit-route.ts";
import { whereCall } from "./emit-store.ts";
import { dataType } from "./emit-schemas.ts";
import type { Shape } from "./resource-shape.ts";
import { withArticle } from "./words.ts";

/** `GET /quotes/random`: before `/{id}`, so that it is no id. It takes the filters of the list. */
export function emitRandom(shape: Shape): string[] {
  const { resource, names } = shape;
  if (!resource.hasRandom) return [];
  const { path, plural, singular } = resource;
  const tool = `/** One at random: of the first hundred where there are no more, else of the hundred that follow a random id. */
async function random${names.schema}(env: Env, where: Where<${dataType(shape)}>) {
  const first = await ${names.store}(env).list({ where, orderBy: "id", limit: 100 });
  const next = first.cursor === null ? [] : (await ${names.store}(env).list({ where: { ...where, id: { gte: crypto.randomUUID() } }, orderBy: "id", limit: 100 })).items;
  const drawn = [...next, ...first.items].slice(0, 100);
  return drawn[Math.floor(Math.random() * drawn.length)] ?? null;
}`;
  return [tool, emitRoute({
    method: "get", path: `${path}/random`, summary: `Get ${withArticle(singular)} at random`, request: `{ query: ${shape.name("Filter")} }`,
    responses: `200: json(${names.schema}, "One of the ${plural}"), ...notFound, ...invalid`,
    handler: [
      `const item = await random${names.schema}(c.env, ${whereCall(shape, "c.env", 'c.req.valid("query")')});`,
      `if (!item) throw refuse(404, "not_found", "There is no such ${singular}");`,
      `return c.json(show${names.schema}(item), 200);`,
    ],
  }, shape)];
}
