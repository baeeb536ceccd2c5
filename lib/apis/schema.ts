import { z } from "zod";
import { contractTestSchema, gateRecordSchema, jsonSchema } from "#lib/versions/schema.ts";

export const apiStatusSchema = z.enum(["active", "paused", "failed"]);
export type ApiStatus = z.infer<typeof apiStatusSchema>;

/** What an owner may set: `failed` is the runner's word. */
export const settableStatusSchema = z.enum(["active", "paused"]);

/** How a list of APIs can be ordered; a minus: from the greatest. */
export const API_SORTS = ["created", "-created", "name", "-name", "calls", "-calls", "errors", "-errors"] as const;
export type ApiSort = (typeof API_SORTS)[number];

/** What a list of APIs can be narrowed to: a status, or those with errors in the last 24 hours, failed ones included. */
export const API_STATES = [...apiStatusSchema.options, "errors"] as const;
export type ApiState = (typeof API_STATES)[number];

/** The last 24 hours. `errors` are the API's own failures (5xx), `clientErrors` what it refused (4xx); `meanMs` is null without calls. */
export const dayFiguresSchema = z.object({ calls: z.number().int(), errors: z.number().int(), clientErrors: z.number().int(), meanMs: z.number().nullable() });
export type DayFigures = z.infer<typeof dayFiguresSchema>;

/** One API in a list. */
export const apiSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  url: z.string(),
  status: apiStatusSchema,
  /** Why it is failed. */
  statusReason: z.string().nullable(),
  version: z.number().int().nullable(),
  generator: z.string().nullable(),
  /** All calls ever. */
  usageCount: z.number().int(),
  day: dayFiguresSchema,
  /** ISO 8601. */
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ApiSummary = z.infer<typeof apiSummarySchema>;

export const publicRouteSchema = z.object({ method: z.string(), path: z.string() });

/** A route of an API, as its live version documents it. */
export const apiRouteSchema = publicRouteSchema.extend({
  summary: z.string(),
  isPublic: z.boolean().meta({ description: "Callable without a key, under the address limit." }),
  needsKey: z.boolean().meta({ description: "It shows each caller what is theirs: it can't be public." }),
});
export type ApiRoute = z.infer<typeof apiRouteSchema>;
export const setPublicRouteSchema = z.object({ method: z.string("Name the method.").max(10), path: z.string("Name the path as the document has it, like /books/{id}.").startsWith("/", "A path begins with a slash, like /books/{id}.").max(500), isPublic: z.boolean("Say whether it is public: true or false.") });
export type SetPublicRouteInput = z.input<typeof setPublicRouteSchema>;

/** The version that answers calls now. */
export const liveVersionSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  generator: z.string(),
  summary: z.string(),
  /** File name → text. */
  source: z.record(z.string(), z.string()),
  openapi: z.record(z.string(), jsonSchema),
  contractTests: z.array(contractTestSchema),
  gateRecord: gateRecordSchema,
  assumptions: z.array(z.string()),
  secretNames: z.array(z.string()),
  hosts: z.array(z.string()),
  createdAt: z.string(),
});
export type LiveVersion = z.infer<typeof liveVersionSchema>;

/** One API with everything that its page shows. */
export const apiDetailSchema = apiSummarySchema.extend({
  workspaceId: z.string(),
  prompt: z.string(),
  about: z.string(),
  /** Callable without a key. */
  publicRoutes: z.array(publicRouteSchema),
  /** Of all callers together, set by the owner; null: only the plan's limit. */
  callsPerHour: z.number().int().nullable(),
  liveVersion: liveVersionSchema.nullable(),
});
export type ApiDetail = z.infer<typeof apiDetailSchema>;

/** What an owner changes of an API. */
export const changeApiSchema = z.object({
  name: z.string("The name is a text").trim().min(1, "Give it a name").max(80, "At most 80 characters").regex(/^[^\p{Cc}]*$/u, "The name is one line of plain text"),
  description: z.string("The description is a text").trim().max(300, "At most 300 characters").regex(/^[^\p{Cc}]*$/u, "The description is one line of plain text"),
  about: z.string("About is a text").trim().max(8_000, "At most 8,000 characters").regex(/^[^\0]*$/, "A text can't hold the character NUL"),
  callsPerHour: z.number({ error: "Calls per hour is a whole number, or nothing" }).int("Calls per hour is a whole number").min(1, "At least 1 call per hour; to take none, pause the API").max(1_000_000_000, "At most 1,000,000,000 calls per hour").nullable(),
}).partial().refine((changes) => Object.keys(changes).length > 0, { error: "Say what to change: name, description, about or callsPerHour." });
/** What it is then. */
export const changedApiSchema = z.object({ name: z.string(), description: z.string(), about: z.string(), callsPerHour: z.number().int().nullable() });
export type ChangedApi = z.infer<typeof changedApiSchema>;
export type ChangeApi = z.infer<typeof changeApiSchema>;

/** A host that `fetch` of an API reaches: declared by its live version, and approved. */
export const apiHostSchema = z.object({
  host: z.string(),
  /** What the live version needs it for, in its generator's words; null when it didn't say. */
  why: z.string().nullable(),
  /** By the live version. A host that no longer is stays approved for when it is again. */
  isDeclared: z.boolean(),
  /** ISO 8601; null: calls to it are refused. */
  approvedAt: z.string().nullable(),
});
export type ApiHost = z.infer<typeof apiHostSchema>;
export const approveHostSchema = z.object({ host: z.string().trim().min(1, "Name the host, like api.example.com").max(253) });

/** How long a deleted API can be restored: private.restore_api and private.purge_deleted hold the same. */
export const RESTORABLE_DAYS = 30;

export const deletedApiSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  deletedAt: z.string().meta({ description: "ISO 8601." }),
  goneAt: z.string().meta({ description: "When it can't be restored any more, ISO 8601. Its data is removed soon after." }),
});
export type DeletedApi = z.infer<typeof deletedApiSchema>;
