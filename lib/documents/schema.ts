import { z } from "zod";

/** A stored document as its API's owner sees it. */
export const storedDocumentSchema = z.object({
  id: z.string(),
  data: z.record(z.string(), z.json()).meta({ description: "The API's own fields." }),
  version: z.number().int().meta({ description: "Grows with each change; also the ETag." }),
  createdAt: z.string(),
  updatedAt: z.string(),
  expiresAt: z.string().nullable().meta({ description: "When it is gone by itself; null: never." }),
});
export type StoredDocument = z.infer<typeof storedDocumentSchema>;

export const documentUseSchema = z.object({ documents: z.number().int(), bytes: z.number().int() });
const planUseSchema = documentUseSchema.extend({ indexes: z.number().int().meta({ description: "Indexes that lists over large collections asked for in the last 30 days. The platform makes them; a list that finds no room for one is slower." }) });
export const collectionSchema = documentUseSchema.extend({ name: z.string().meta({ description: "`_kv` holds the keys of c.env.DATA.kv." }) });
export const collectionsSchema = z.object({
  items: z.array(collectionSchema),
  used: planUseSchema.meta({ description: "By all APIs of the workspace." }),
  limit: planUseSchema.meta({ description: "What the workspace's plan holds." }),
});
export type Collections = z.infer<typeof collectionsSchema>;

export const collectionNameSchema = z.string().regex(/^([A-Za-z][A-Za-z0-9_]{0,62}|_kv)$/, "A collection's name has letters, digits and _, starts with a letter and is at most 63 characters long.");

export const EXISTING = ["refuse", "skip", "replace"] as const;
export const TABLE_FORMATS = ["jsonl", "csv"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const importReportSchema = z.object({
  stored: z.number().int(),
  skipped: z.number().int().meta({ description: "Already there, and left as they are." }),
  failed: z.number().int(),
  errors: z.array(z.object({ line: z.number().int(), reason: z.string() })).meta({ description: "The first 100 of those that failed." }),
  stopped: z.object({ line: z.number().int(), reason: z.string() }).nullable().meta({ description: "From this line on nothing was stored: the plan has no more room." }),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** How a field is compared in the owner's filter: the data service's own tests. */
export const FILTER_TESTS = ["eq", "ne", "contains", "startsWith", "gt", "gte", "lt", "lte"] as const;
/** A filter as a form sends it. */
export interface DocumentFilter {
  field: string;
  test: (typeof FILTER_TESTS)[number];
  value: string;
  orderBy: string;
}
