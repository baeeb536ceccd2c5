import { z } from "zod";

/** Kept whole or not at all, so that what is there can be sent again. */
export const KEPT_BODY_BYTES = 8 * 1024;

const keptBodySchema = z.object({
  text: z.string(),
  /** Parts that are named like secrets are left out. */
  isMasked: z.boolean(),
});
export type KeptBody = z.infer<typeof keptBodySchema>;

/** What isn't shown in a list. */
export const callDetailSchema = z.object({
  /** What came in: only headers that say nothing of who calls. */
  headers: z.record(z.string(), z.string()),
  /** Other headers that came, by their names. */
  otherHeaders: z.array(z.string()),
  requestBytes: z.number().int(),
  /** JSON of up to 8 KB; null: none, or another kind. */
  body: keptBodySchema.nullable(),
  /** The limit that had least left. */
  limit: z.object({ name: z.string(), limit: z.number(), used: z.number() }).nullable(),
  replyHeaders: z.record(z.string(), z.string()),
  responseBytes: z.number().int(),
  reply: keptBodySchema.nullable(),
  keyId: z.string().nullable(),
  /** Calls before this one that are not kept: there were too many. */
  skipped: z.number().int(),
});
export type CallDetail = z.infer<typeof callDetailSchema>;

/** One call as a list shows it. */
export const callEntrySchema = z.object({
  /** Grows: the number to go on after. */
  id: z.number().int(),
  requestId: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string().nullable(),
  status: z.number().int(),
  durationMs: z.number(),
  /** How long its runtime took to wake; null: it was awake, or not asked. */
  wakeMs: z.number().nullable(),
  /** A code of the platform's errors; null: the API itself answered. */
  errorCode: z.string().nullable(),
  /** Made from the dashboard by somebody of the workspace, uncounted. */
  isOwner: z.boolean(),
  /** The number of the version that served it. */
  version: z.number().int().nullable(),
  createdAt: z.string().meta({ description: "ISO 8601." }),
});
export type CallEntry = z.infer<typeof callEntrySchema>;

/** A page of them, newest first. */
export const callPageSchema = z.object({
  items: z.array(callEntrySchema),
  cursor: z.string().nullable(),
  /** When the oldest call was made that this page looked at, whether it fits or not; null: there was none. */
  lookedBackTo: z.string().nullable(),
});
export type CallPage = z.infer<typeof callPageSchema>;

/** One call with all that is known of it. */
export const callDetailsSchema = callEntrySchema.extend({
  detail: callDetailSchema,
  /** What it printed and threw, oldest first. */
  console: z.array(z.object({ level: z.string(), text: z.string() })),
  /** What it asked of other services. */
  outbound: z.array(z.object({ method: z.string(), host: z.string(), statusCode: z.number().int().nullable(), responseTimeMs: z.number(), reason: z.string().nullable() })),
});
export type CallDetails = z.infer<typeof callDetailsSchema>;

/** A call on its way to the table. */
export interface CallRecord extends Omit<CallEntry, "id" | "version"> {
  entry: string;
  apiId: string;
  versionId: string | null;
  detail: CallDetail;
}

/** How lists and tails are narrowed. */
export const callFilterSchema = z.object({
  status: z.string().regex(/^([2-5]xx|failed|[1-5]\d\d)$/, "A status is 2xx, 3xx, 4xx, 5xx, failed (400 and above) or a number like 404.").optional().meta({ description: "2xx, 3xx, 4xx, 5xx, `failed` (400 and above) or a number like 404." }),
  method: z.string().regex(/^[A-Za-z]{1,20}$/, "A method is a word like GET.").transform((method) => method.toUpperCase()).optional(),
  path: z.string().max(200).optional().meta({ description: "A part of the path." }),
  text: z.string().max(200).optional().meta({ description: "A part of the path, the query, the error or of what the call printed." }),
  requestId: z.string().max(128).optional(),
});
export type CallFilter = z.infer<typeof callFilterSchema>;

export const callEventSchema = z.union([callEntrySchema, z.object({ reason: z.string() })]);
