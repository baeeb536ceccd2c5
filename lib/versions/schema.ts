import { z } from "zod";

/** JSON, as contract tests and documents hold it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export const jsonSchema: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonSchema), z.record(z.string(), jsonSchema)]),
);

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/**
 * One step of a contract test: a request and what must come back.
 *
 * Strings in `path`, `headers` and `body` may hold `{{name}}`, replaced by an earlier step's capture (a string that is exactly
 * `{{name}}` keeps the captured value's type). `expect.body` matches deeply: an object must have at least the given members, an array
 * must have the given items in order, anything else must be equal. A matcher is an object with one `$` member:
 * `{ $type: "string" | "number" | "integer" | "boolean" | "array" | "object" | "null" }`, `{ $regex: "…" }`, `{ $gte: n }`,
 * `{ $lte: n }`, `{ $length: n }`, `{ $minLength: n }`, `{ $contains: matcher }` (some item of an array), `{ $every: matcher }`,
 * `{ $hasAll: [matchers] }` (an array with each of them, in any order, among others), `{ $any: true }` (present), `{ $absent: true }`, `{ $oneOf: [values] }`, `{ $close: n }` (a number within 1e-6 of n).
 */
export const contractStepSchema = z.object({
  request: z.object({
    method: z.enum(METHODS),
    path: z.string().startsWith("/").max(2000),
    headers: z.record(z.string(), z.string()).optional(),
    /** JSON body; sent with `Content-Type: application/json`. */
    body: jsonSchema.optional(),
    /** Named consumer: two names are two people. */
    consumer: z.string().max(40).optional(),
  }),
  expect: z.object({
    status: z.union([z.number().int(), z.array(z.number().int()).min(1)]),
    headers: z.record(z.string(), z.string()).optional(),
    body: jsonSchema.optional(),
  }),
  /** Name → JSON Pointer (RFC 6901) into the reply's body. */
  capture: z.record(z.string(), z.string()).optional(),
});
export type ContractStep = z.infer<typeof contractStepSchema>;

export const contractTestSchema = z.object({ name: z.string().min(1).max(160), steps: z.array(contractStepSchema).min(1).max(40) });
export type ContractTest = z.infer<typeof contractTestSchema>;

/** How one contract test went. `step` is the index of the failing one; `reason` says what was expected and what came. */
export const contractTestResultSchema = z.object({
  name: z.string(),
  status: z.enum(["passed", "failed"]),
  ms: z.number(),
  requests: z.number().int(),
  step: z.number().int().optional(),
  reason: z.string().optional(),
  /**
   * contract (also when missing): came with the API. derived: the platform made it from the OpenAPI document. earlier: came with the version that
   * this one changes. contradicted: so did this one, it fails now, and the request says so.
   */
  origin: z.enum(["contract", "derived", "earlier", "contradicted"]).optional(),
  /** The call that failed, for a repair: what was sent, what came, what the code printed; each shortened. */
  failure: z.object({ request: z.string(), reply: z.string(), console: z.array(z.string()) }).optional(),
});
export type ContractTestResult = z.infer<typeof contractTestResultSchema>;

/** The record that the product shows: what ran, where, and how it went, before the version went live. */
export const gateRecordSchema = z.object({
  ranAt: z.string(),
  tier: z.string(),
  layers: z.array(z.string()),
  bundleSizeBytes: z.number().int(),
  stages: z.array(z.object({ name: z.string(), ms: z.number() })),
  tests: z.array(contractTestResultSchema),
  passed: z.number().int(),
  failed: z.number().int(),
});
export type GateRecord = z.infer<typeof gateRecordSchema>;
