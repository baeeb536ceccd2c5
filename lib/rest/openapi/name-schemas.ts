import type { z } from "zod";
import { apiDetailSchema, apiHostSchema, apiRouteSchema, apiSummarySchema } from "#lib/apis/schema.ts";
import { runtimeSchema } from "#lib/apis/runtime-schema.ts";
import { blueprintDetailSchema, blueprintSummarySchema } from "#lib/blueprints/schema.ts";
import { generationEventSchema, liveResultSchema } from "#lib/generation/events.ts";
import { readOutlineSchema } from "#lib/generation/outline/schema.ts";
import { generationDetailSchema, generationSchema } from "#lib/generation/schema.ts";
import { keyDetailSchema, keyEventSchema, keySchema } from "#lib/keys/schema.ts";
import { logEntrySchema } from "#lib/logs/schema.ts";
import { apiSecretSchema } from "#lib/secrets/schema.ts";
import { apiAnalyticsSchema } from "#lib/usage/schema.ts";
import { contractTestSchema, gateRecordSchema } from "#lib/versions/schema.ts";
import { type Schema, toSchema } from "./to-schema.ts";

/** What programs get a type of by this name; everything else is described where it stands. */
const NAMED: Record<string, z.ZodType> = {
  Api: apiDetailSchema, ApiSummary: apiSummarySchema, ApiRoute: apiRouteSchema, ApiHost: apiHostSchema, ApiRuntime: runtimeSchema, ApiSecret: apiSecretSchema, ApiAnalytics: apiAnalyticsSchema,
  Blueprint: blueprintDetailSchema, BlueprintSummary: blueprintSummarySchema, Outline: readOutlineSchema.shape.outline, ReadOutline: readOutlineSchema, Build: generationDetailSchema, BuildSummary: generationSchema, BuildEvent: generationEventSchema, BuildResult: liveResultSchema,
  Key: keySchema, KeyDetail: keyDetailSchema, KeyEvent: keyEventSchema, LogEntry: logEntrySchema, ContractTest: contractTestSchema, GateRecord: gateRecordSchema,
};

/** Puts a reference wherever a part of `document` is one of the named schemas, and returns those that stand somewhere. */
export function nameSchemas(document: unknown): { document: unknown; schemas: Record<string, unknown> } {
  const known = Object.entries(NAMED).map(([name, schema]) => ({ name, schema: toSchema(schema, "output") }));
  const nameOf = new Map(known.map(({ name, schema }) => [JSON.stringify(schema), name]));
  const used = new Set<string>();
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== "object" || value === null) return value;
    const name = nameOf.get(JSON.stringify(value));
    if (name === undefined) return inside(value);
    used.add(name);
    return { $ref: `#/components/schemas/${name}` };
  };
  const inside = (value: object): Schema => Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaced(part)]));
  const named = replaced(document);
  const schemas = Object.fromEntries(known.map(({ name, schema }) => [name, inside(schema)]));
  return { document: named, schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))) };
}
