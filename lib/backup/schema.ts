import { z } from "zod";

/** Counted up when the file's form changes: a backup of a later form is refused with words. */
export const FORMAT_VERSION = 1;

export const backupTableSchema = z.object({
  /** `schema.table`. */
  name: z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/),
  columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)).min(1),
  rows: z.number().int().min(0),
  /** Of all rows, whatever their order; see digestTable. */
  digest: z.string(),
});
export type BackupTable = z.infer<typeof backupTableSchema>;

export const sealedSchema = z.object({ salt: z.string(), iv: z.string(), tag: z.string(), data: z.string() });
export type Sealed = z.infer<typeof sealedSchema>;

/** The secrets that a database is of no use without. */
export const SECRET_NAMES = ["KEY_PEPPER", "KEY_PEPPER_VERSION", "KEY_PEPPER_PREVIOUS", "CONSUMER_ID_SECRET", "ENCRYPTION_KEY"] as const;
export const backupSecretsSchema = z.partialRecord(z.enum(SECRET_NAMES), z.string());
export type BackupSecrets = z.infer<typeof backupSecretsSchema>;

/** The first line of a backup. */
export const backupHeaderSchema = z.object({
  format: z.literal("api-creator-backup"),
  formatVersion: z.number().int(),
  createdAt: z.string(),
  /** Versions of supabase/migrations that the database had. */
  migrations: z.array(z.string()),
  /** Days that have a partition of usage, YYYYMMDD. */
  usageDays: z.array(z.string().regex(/^\d{8}$/)),
  sequences: z.array(z.object({ name: z.string(), last: z.number().int() })),
  tables: z.array(backupTableSchema),
  /** Tell a secret that fits from one that doesn't, and nothing of it. */
  fingerprints: z.object({ KEY_PEPPER: z.string().nullable(), ENCRYPTION_KEY: z.string().nullable() }),
  secrets: sealedSchema.nullable(),
});
export type BackupHeader = z.infer<typeof backupHeaderSchema>;
