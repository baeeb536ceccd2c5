import { z } from "zod";
import { handEditSchema, isStorable, NOT_STORABLE } from "#lib/generation/edit/hand-edit.ts";
import { startEdit } from "#lib/generation/edit/start-edit.ts";
import { generationEventSchema, liveResultSchema } from "#lib/generation/events.ts";
import type { StartedGeneration } from "#lib/generation/start-generation.ts";
import { apiHistory } from "#lib/versions/history.ts";
import { type Message, messageSchema } from "#lib/versions/history-schema.ts";
import { wholeOf } from "../page.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";
import { buildStream, endOfBuild, wantsJson } from "./build-stream.ts";

const from = z.number().int().min(1).optional().meta({ description: "The number of the version to change. Absent: the live one." });
const editResultSchema = liveResultSchema.omit({ key: true }).extend({
  status: z.enum(["live", "draft"]).meta({ description: "A draft is stored and not live." }),
  reason: z.string().nullable().meta({ description: "Why it is a draft although it should be live." }),
});
type EditResult = z.infer<typeof editResultSchema>;

const wordsBody = z.object({
  text: z.string("Say in `text` what to change.").meta({ description: "What to change, in plain English." }),
  deploy: z.boolean().default(true).meta({ description: "False: what passes stays a draft." }),
  ask: z.boolean().default(true).meta({ description: "False: nobody is there to answer a question. Callers that accept only JSON are never asked." }),
  from,
});

/** Answers like POST /api/generate. */
export const changeByWords: Operation<z.infer<typeof wordsBody>, EditResult> = {
  method: "POST",
  path: "/api/v1/apis/{id}/generations",
  summary: "Change an API by words",
  description: "Builds the next version. It passes the same gate as the first one, and the contract tests of the version before still have to pass, unless the request contradicts them in its own words: those are named in `edit.contradicted`. What is live stays live until then.",
  scope: "generations:write",
  alsoNeeds: ["generations:read", "apis:write"],
  body: wordsBody,
  example: { text: "Add a field pages (whole number)", deploy: false },
  output: editResultSchema,
  events: generationEventSchema,
  errors: ["spend_cap", "gone"],
  async run({ body: { text, deploy, ask, from: base }, params, request, actor, deps }) {
    const isJson = wantsJson(request);
    const started = await startEdit({ apiId: param(params, "id"), text, deploys: deploy, ask: ask && !isJson, ...(base === undefined ? {} : { from: base }) }, actor, deps);
    return isJson ? resultOf(started) : buildStream(started, request);
  },
};

const handBody = handEditSchema.extend({
  note: z.string().max(2_000).default("").meta({ description: "What was changed, for the history. Empty: what differs is told." }),
  deploy: z.boolean().default(false).meta({ description: "True: live once it passes." }),
  from,
}).refine(isStorable, { error: NOT_STORABLE, path: ["files"] });

export const changeByHand: Operation<z.infer<typeof handBody>, EditResult> = {
  method: "POST",
  path: "/api/v1/apis/{id}/versions",
  summary: "Store a version that was written by hand",
  description: "The source passes the same gate as what is generated. Its OpenAPI document is the one that it serves. A failure names file, line and column in `diagnostics`. Contract tests of the version before that were left out and fail now are named in `edit.contradicted`.",
  scope: "generations:write",
  alsoNeeds: ["generations:read", "apis:write"],
  body: handBody,
  example: { files: { "main.ts": "export default app;" }, note: "By hand" },
  output: editResultSchema,
  events: generationEventSchema,
  errors: ["gone"],
  async run({ body: { note, deploy, from: base, ...byHand }, params, request, actor, deps }) {
    const started = await startEdit({ apiId: param(params, "id"), text: note, byHand, deploys: deploy, ...(base === undefined ? {} : { from: base }) }, actor, deps);
    return wantsJson(request) ? resultOf(started) : buildStream(started, request);
  },
};

export const historyOperation: Operation<undefined, { items: Message[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/apis/{id}/history",
  summary: "What was asked of an API and what became of it, oldest first",
  scope: "generations:read",
  output: wholeOf(messageSchema),
  run: async ({ params, actor, deps }) => ({ items: await apiHistory({ apiId: param(params, "id") }, actor, deps), cursor: null }),
};

async function resultOf(started: StartedGeneration): Promise<EditResult> {
  const { result: { key: _key, ...result }, ...end } = await endOfBuild(started);
  return { ...result, status: end.type, reason: end.type === "draft" ? end.reason : null };
}
