import { z } from "zod";
import { contractTestSchema, gateRecordSchema, jsonSchema } from "./schema.ts";

/** live: answers calls. earlier: did so once. draft: only its own workspace calls it, on data of its own. discarded: was a draft. */
export const versionStateSchema = z.enum(["live", "earlier", "draft", "discarded"]);
export type VersionState = z.infer<typeof versionStateSchema>;

/** One version as lists show it. Times are ISO 8601. */
export const versionSummarySchema = z.object({
  number: z.number().int(),
  state: versionStateSchema,
  summary: z.string(),
  generator: z.string(),
  /** Who made it, by e-mail address; null: somebody who is gone, or whom this actor may not be told. */
  author: z.string().nullable(),
  /** What it changed, in words; empty for a first version. */
  changes: z.array(z.string()),
  /** The number of the version that it was made from. */
  base: z.number().int().nullable(),
  gate: gateRecordSchema.pick({ ranAt: true, tier: true, passed: true, failed: true, bundleSizeBytes: true }),
  /** Where it is called: a draft's own address, or the API's with the header API-Version. */
  url: z.string(),
  deployedAt: z.string().nullable(),
  deprecatedAt: z.string().nullable(),
  sunsetAt: z.string().nullable(),
  createdAt: z.string(),
});
export type VersionSummary = z.infer<typeof versionSummarySchema>;

/** One version with everything that it is made of. */
export const versionDetailSchema = versionSummarySchema.extend({
  id: z.string(),
  /** File name → text. */
  source: z.record(z.string(), z.string()),
  openapi: z.record(z.string(), jsonSchema),
  contractTests: z.array(contractTestSchema),
  gateRecord: gateRecordSchema,
  assumptions: z.array(z.string()),
  secretNames: z.array(z.string()),
  hosts: z.array(z.string()),
});
export type VersionDetail = z.infer<typeof versionDetailSchema>;

export const versionNumberSchema = z.number({ error: "Name the version by its number, like 2" }).int("A version's number is whole, like 2").min(1, "Versions count from 1").max(2_147_483_647);

/** One difference between two OpenAPI documents. */
export const contractChangeSchema = z.object({
  kind: z.string().meta({ description: "What kind of change, like `operation.removed`." }),
  isBreaking: z.boolean().meta({ description: "Somebody who calls the older version by its document may fail with the newer one." }),
  /** `GET /books/{id}`; null: of the whole API. */
  operation: z.string().nullable(),
  message: z.string(),
});
export type ContractChange = z.infer<typeof contractChangeSchema>;

/** Documents of one collection that a version can't read. */
export const orphansSchema = z.object({
  collection: z.string(),
  count: z.number().int(),
  /** At most 5. */
  exampleIds: z.array(z.string()),
  reason: z.string(),
});
export type Orphans = z.infer<typeof orphansSchema>;

export const orphanCheckSchema = z.object({
  orphans: z.array(orphansSchema),
  checkedDocuments: z.number().int(),
  isComplete: z.boolean().meta({ description: "False: there are more documents than could be looked at in the time that a promotion has." }),
});
export type OrphanCheck = z.infer<typeof orphanCheckSchema>;

/** What making a version live would break. */
export interface ReleaseCheck {
  breaking: ContractChange[];
  /** Null: not looked at. */
  documents: OrphanCheck | null;
}

export const deployVersionSchema = z.object({
  version: versionNumberSchema,
  allowBreaking: z.boolean().optional().meta({ description: "Deploy although callers of the live version may fail." }),
  allowOrphans: z.boolean().optional().meta({ description: "Deploy although stored documents don't fit; they are not looked at then." }),
});
export type DeployVersionInput = z.infer<typeof deployVersionSchema>;

/** A version that was made live. */
export const deploymentSchema = z.object({
  apiId: z.string(),
  version: z.number().int(),
  /** The version that was live until then. */
  before: z.number().int().nullable(),
  deployedAt: z.string(),
  breaking: z.array(contractChangeSchema),
  /** Null: not looked at. */
  documents: orphanCheckSchema.nullable(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** One entry of an API's deployments. */
export const deploymentEntrySchema = z.object({ version: z.number().int(), author: z.string().nullable(), deployedAt: z.string() });
export type DeploymentEntry = z.infer<typeof deploymentEntrySchema>;

export const changeVersionSchema = z.object({
  deprecated: z.boolean("Say whether the version is deprecated: true or false").meta({ description: "Its callers are told in the header Deprecation." }),
  sunset: z.iso.datetime({ error: "A date and time like 2027-03-01T00:00:00Z", offset: true }).nullable().optional().meta({ description: "When it may stop answering, told in the header Sunset." }),
});
export type ChangeVersion = z.infer<typeof changeVersionSchema>;
