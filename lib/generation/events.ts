import { z } from "zod";
import { editRecordSchema } from "#lib/versions/edit-record.ts";
import { contractTestResultSchema } from "#lib/versions/schema.ts";
import { readOutlineSchema } from "./outline/schema.ts";

/** The SSE contract of a generation, shared with the browser. Each event is stored with its `seq`, which is the SSE `id`. */
export const STAGES = ["prompt", "generator", "parse", "check", "build", "contract-test", "deploy"] as const;
export type StageName = (typeof STAGES)[number];

/** Who writes the code. The built-in generator says that it is not Claude; hand: a person or a program sent it. */
const generatorInfoSchema = z.object({ id: z.enum(["built-in", "claude", "hand"]), label: z.string(), note: z.string() });
export type GeneratorInfo = z.infer<typeof generatorInfoSchema>;

/** Tokens and money of one call of a model. Money in millionths of a US dollar. */
export const usageSchema = z.object({
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cacheReadTokens: z.number().int(),
  cacheWriteTokens: z.number().int(),
  costMicros: z.number().int(),
  /** Whose money: the platform's budget, the workspace's own key, or nobody's (an identical description was built before). */
  paidBy: z.enum(["platform", "workspace", "cache"]),
});
export type Usage = z.infer<typeof usageSchema>;

/** What is likely to be used, from what builds used before. */
const estimateSchema = z.object({ outputTokens: z.number().int(), costMicros: z.number().int(), seconds: z.number(), paidBy: usageSchema.shape.paidBy });
export type Estimate = z.infer<typeof estimateSchema>;

/** The one question of a generator whose description leaves a choice that matters. The first choice is the default. */
export const questionSchema = z.object({
  text: z.string(),
  choices: z.array(z.object({ label: z.string(), means: z.string() })).min(2).max(4),
});
export type Question = z.infer<typeof questionSchema>;

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
  /** From the start to live. Less than the stages together: they overlap. */
  ms: z.number().optional(),
  contractTests: z.object({ passed: z.number().int(), failed: z.number().int() }),
  /** What the description left open, and how that was decided. */
  assumptions: z.array(z.string()).default([]),
  /** Parts of the description that are not built, each with the reason. */
  leftOut: z.array(z.string()).default([]),
  /** Of a version after the first: what was changed. */
  edit: editRecordSchema.optional(),
  /** A call that works as shown: made from the API's first contract test. */
  example: z.object({ method: z.string(), path: z.string(), body: z.unknown().optional() }),
});
export type LiveResult = z.infer<typeof liveResultSchema>;

export const generationEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("started"), generationId: z.string(), apiId: z.string(), prompt: z.string(), generator: generatorInfoSchema, estimate: estimateSchema.nullish() }),
  /** Stages of one attempt may overlap; those of a repair begin again. stopped: another stage failed first. */
  z.object({ type: z.literal("stage"), stage: z.enum(STAGES), status: z.enum(["running", "passed", "failed", "stopped"]), ms: z.number().optional(), detail: z.string().optional() }),
  /** The build waits for an answer until `until` (ISO 8601) and then takes the first choice. */
  z.object({ type: z.literal("question"), question: questionSchema, until: z.string() }),
  z.object({ type: z.literal("answer"), answer: z.string(), isDefault: z.boolean() }),
  z.object({ type: z.literal("usage"), usage: usageSchema }),
  /** The gate stopped an attempt: its findings go back to the generator. `attempt` 1 is the first repair. */
  z.object({ type: z.literal("repair"), attempt: z.number().int(), of: z.number().int(), stage: z.enum(STAGES), reason: z.string() }),
  /** The process that built it ended: another one begins again from the description. */
  z.object({ type: z.literal("restarted") }),
  z.object({ type: z.literal("understood"), name: z.string(), summary: z.string(), points: z.array(z.string()), assumptions: z.array(z.string()), leftOut: z.array(z.string()), /** What the owner has to approve or set. */ toApprove: z.array(z.string()).default([]), /** Of an existing API: what was changed, one thing each. */ changes: z.array(z.string()).default([]) }),
  /** Code as it is written; pieces of one file follow each other. */
  z.object({ type: z.literal("code"), file: z.string(), text: z.string() }),
  /** The code so far could not be used: it is written anew. */
  z.object({ type: z.literal("rewrite") }),
  z.object({ type: z.literal("test"), result: contractTestResultSchema, index: z.number().int(), total: z.number().int() }),
  /** Terminal. */
  z.object({ type: z.literal("live"), result: liveResultSchema }),
  /** Terminal, of an existing API: the version is stored and not live; `reason` says why when it should have been. */
  z.object({ type: z.literal("draft"), result: liveResultSchema, reason: z.string().nullable() }),
  /** Terminal. `outcome` refused: the description can't be built as it is, and `message` says what can. */
  z.object({
    type: z.literal("failed"),
    outcome: z.enum(["refused", "failed", "cancelled"]),
    error: z.string(),
    message: z.string(),
    suggestions: z.array(z.string()),
    /** What was understood of a refused description, to be edited and built. */
    outline: readOutlineSchema.nullish(),
    stages: z.array(z.object({ name: z.string(), ms: z.number() })),
    /** What the gate found in the last attempt. Lines and columns count from 1; 0: the whole file. */
    diagnostics: z.array(z.object({ file: z.string(), line: z.number().int(), column: z.number().int().default(0), rule: z.string(), message: z.string() })).optional(),
  }),
]);
export type GenerationEvent = z.infer<typeof generationEventSchema>;
export const isTerminal = (event: GenerationEvent): boolean => event.type === "live" || event.type === "draft" || event.type === "failed";
