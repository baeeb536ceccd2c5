import { z } from "zod";
import { liveResultSchema, questionSchema, usageSchema } from "./events.ts";
import { readOutlineSchema } from "./outline/schema.ts";

export const GENERATION_STATUSES = ["running", "live", "draft", "failed", "refused", "cancelled"] as const;

/** A generation as people and programs read it. */
export const generationSchema = z.object({
  id: z.string(),
  apiId: z.string(),
  prompt: z.string(),
  generator: z.string(),
  status: z.enum(GENERATION_STATUSES),
  error: z.string().nullable(),
  message: z.string().nullable(),
  stages: z.array(z.object({ name: z.string(), ms: z.number() })),
  /** ISO 8601. */
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type Generation = z.infer<typeof generationSchema>;

/** With the result once live or a draft; never with the key. */
export const generationDetailSchema = generationSchema.extend({
  result: liveResultSchema.omit({ key: true }).nullable(),
  /** What it was built from, or what a refused description was understood as. Null: the description itself was built. */
  outline: readOutlineSchema.shape.outline.nullable(),
  /** One entry per call of a model. */
  usage: z.array(usageSchema),
  /** 1, and one more for each repair. */
  attempts: z.number().int(),
  /** How often another process began it again. */
  restarts: z.number().int(),
  /** What it waits for an answer to, until `until` (ISO 8601). */
  question: questionSchema.extend({ until: z.string() }).nullable(),
});
export type GenerationDetail = z.infer<typeof generationDetailSchema>;

export const GENERATION_COLUMNS = ["id", "api_id", "prompt", "generator", "status", "error", "message", "stages", "created_at", "finished_at"] as const;

interface GenerationRow {
  id: string;
  api_id: string;
  prompt: string;
  generator: string;
  status: Generation["status"];
  error: string | null;
  message: string | null;
  stages: unknown;
  created_at: Date;
  finished_at: Date | null;
}

export const toGeneration = (row: GenerationRow): Generation => ({
  id: row.id,
  apiId: row.api_id,
  prompt: row.prompt,
  generator: row.generator,
  status: row.status,
  error: row.error,
  message: row.message,
  stages: generationSchema.shape.stages.catch([]).parse(row.stages),
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
