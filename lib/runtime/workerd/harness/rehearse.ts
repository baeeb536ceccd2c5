// A small API of the platform's own, loaded and called before the runtime is given the real one. The engine compiles each function at its
// first call: what every API does is then compiled already. It leaves nothing behind.
import type { Context } from "./bounded-context.ts";
import type { HostService } from "./console.ts";
import { loadApi, type UnsafeEval } from "./load-api.ts";
import { serve } from "./serve.ts";

/** What generated APIs are made of: schemas of every common kind, routes with queries, bodies and ids, documents, errors. */
const PIECE = `"use strict";
const { createRoute, OpenAPIHono, z } = require("@hono/zod-openapi");
const { HTTPException } = require("hono/http-exception");
const { DataError } = require("api-creator");
const problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Rehearsal");
const json = (schema, description) => ({ content: { "application/json": { schema } }, description });
const piece = {
  name: z.string().trim().min(1).max(200).openapi({ example: "x" }), text: z.string().max(2000).regex(/^[a-z]*$/).nullable().optional(),
  email: z.email().max(200).optional(), site: z.url().optional(), day: z.iso.date().optional(), at: z.iso.datetime().optional(),
  count: z.number().int().min(0).max(1000), price: z.number().min(0).multipleOf(0.01).optional(), isDone: z.boolean().default(false),
  state: z.enum(["a", "b"]).default("a"), tags: z.array(z.string().max(50)).max(20).optional(),
};
const Piece = z.object(piece).strict().openapi("RehearsalPiece");
const Stored = Piece.extend({ id: z.uuid(), createdAt: z.iso.datetime() });
const query = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional(), q: z.string().max(200).optional(), state: z.enum(["a", "b"]).optional() }).strict();
const params = z.object({ id: z.uuid().openapi({ param: { name: "id", in: "path" } }) });
const app = new OpenAPIHono({ defaultHook: (result, c) => result.success ? undefined : c.json({ error: { code: "invalid", message: result.error.issues.map((issue) => issue.path.join(".") + issue.message).join() } }, 422) });
app.onError((error, c) => error instanceof HTTPException ? c.json({ error: { code: "invalid", message: error.message } }, error.status) : c.json({ error: { code: "x", message: "x" } }, error instanceof DataError ? 409 : 500));
app.notFound((c) => c.json({ error: { code: "not_found", message: "x" } }, 404));
app.openapi(createRoute({ method: "get", path: "/pieces", summary: "x", tags: ["x"], request: { query }, responses: { 200: json(z.object({ items: z.array(Stored), cursor: z.string().nullable() }), "x"), 422: json(problem, "x") } }),
  async (c) => c.json(await c.env.DATA.collection("rehearsal").list({ limit: c.req.valid("query").limit }), 200));
app.openapi(createRoute({ method: "post", path: "/pieces", request: { body: { content: { "application/json": { schema: Piece } }, required: true } }, responses: { 201: json(Stored, "x"), 422: json(problem, "x") } }),
  (c) => c.json({ ...c.req.valid("json"), id: c.env.CONSUMER.id }, 201));
app.openapi(createRoute({ method: "get", path: "/pieces/{id}", request: { params }, responses: { 200: json(Stored, "x"), 404: json(problem, "x") } }), (c) => c.json({ id: c.req.valid("param").id }, 200));
app.openapi(createRoute({ method: "patch", path: "/pieces/{id}", request: { params, body: { content: { "application/json": { schema: Piece.partial() } }, required: true } }, responses: { 200: json(Stored, "x") } }), (c) => c.json(c.req.valid("json"), 200));
app.openapi(createRoute({ method: "delete", path: "/pieces/{id}", request: { params }, responses: { 204: { description: "x" } } }), (c) => c.body(null, 204));
exports.default = app;`;

const ID = "00000000-0000-4000-8000-000000000000";
const JSON_TYPE = { "content-type": "application/json" };
const CALLS: readonly [path: string, init?: RequestInit][] = [
  ["/pieces?limit=none"], ["/pieces?limit=5&q=x"], [`/pieces/${ID}`], ["/pieces/1"], ["/nothing"],
  ["/pieces", { method: "POST", headers: JSON_TYPE, body: JSON.stringify({ name: "x", count: 1, email: "a@b.example", day: "2026-01-01", tags: ["a"] }) }],
  ["/pieces", { method: "POST", headers: JSON_TYPE, body: "{" }],
  [`/pieces/${ID}`, { method: "PATCH", headers: JSON_TYPE, body: `{"count":2}` }],
];

/** Takes about 30 ms of CPU time. Its data operation is refused by the host, which knows of no tenant yet. */
export async function rehearse(unsafeEval: UnsafeEval, host: HostService, context: Context): Promise<void> {
  const api = loadApi(PIECE, unsafeEval);
  for (const [path, init] of CALLS) await (await serve(api, [], host, new Request(`http://rehearsal${path}`, init), context)).arrayBuffer();
}
