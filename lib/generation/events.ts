import { z } from "zod";
import { contractTestResultSchema } from "#lib/versions/schema.ts";

/** The SSE contract of a generation, shared with the browser. Each event is stored with its `seq`, which is the SSE `id`. */
export const STAGES = ["prompt", "generator", "parse", "check", "build", "contract-test", "deploy"] as const;
export type StageName = (typeof STAGES)[number];

/** Who writes the code. The built-in generator says that it is not Claude. */
export const generatorInfoSchema = z.object({ id: z.enum(["built-in", "claude"]), label: z.string(), note: z.string() });
export type GeneratorInfo = z.infer<typeof generatorInfoSchema>;

export const liveResultSchema = z.object({
  apiId: z.string(),
  workspaceId: z.string(),
  name: z.string(),
  url: z.string(),
  /** The first call key; only in the stream or reply of whoever started the build, never stored. */
  key: z.string().optional(),
  version: z.number().int(),
  generator: z.string(),
  stages: z.array(z.object({ name: z.string(), ms: z.number() })),
  contractTests: z.object({ passed: z.number().int(), failed: z.number().int() }),
  /** A call that works as shown: made from the API's first contract test. */
  example: z.object({ method: z.string(), path: z.string(), body: z.unknown().optional() }),
});
export type LiveResult = z.infer<typeof liveResultSchema>;

export const generationEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("started"), generationId: z.string(), apiId: z.string(), prompt: z.string(), generator: generatorInfoSchema }),
  z.object({ type: z.literal("stage"), stage: z.enum(STAGES), status: z.enum(["running", "passed", "failed"]), ms: z.number().optional(), detail: z.string().optional() }),
  z.object({ type: z.literal("understood"), name: z.string(), summary: z.string(), points: z.array(z.string()), assumptions: z.array(z.string()), leftOut: z.array(z.string()) }),
  /** Code as it is written; pieces of one file follow each other. */
  z.object({ type: z.literal("code"), file: z.string(), text: z.string() }),
  z.object({ type: z.literal("test"), result: contractTestResultSchema, index: z.number().int(), total: z.number().int() }),
  /** Terminal. */
  z.object({ type: z.literal("live"), result: liveResultSchema }),
  /** Terminal. `outcome` refused: the description can't be built as it is, and `message` says what can. */
  z.object({
    type: z.literal("failed"),
    outcome: z.enum(["refused", "failed", "cancelled"]),
    error: z.string(),
    message: z.string(),
    suggestions: z.array(z.string()),
    stages: z.array(z.object({ name: z.string(), ms: z.number() })),
  }),
]);
export type GenerationEvent = z.infer<typeof generationEventSchema>;
export const isTerminal = (event: GenerationEvent): boolean => event.type === "live" || event.type === "failed";
