import { z } from "zod";
import { jsonSchema } from "#lib/versions/schema.ts";

/** How long an entry is kept: private.clean_up_audit holds the same. */
export const AUDIT_DAYS = 365;

/** What entries tell of; SQL names them where their triggers are. */
export const AUDIT_OBJECTS = ["api", "version", "deployment", "key", "secret", "host", "collection", "document", "model key", "member", "workspace"] as const;

export const auditEntrySchema = z.object({
  id: z.number().int(),
  at: z.string().meta({ description: "ISO 8601." }),
  actor: z.object({
    kind: z.enum(["user", "key", "platform"]).meta({ description: "A person, a management key, or the platform itself: its jobs, its operator." }),
    id: z.string().nullable().meta({ description: "Null: the platform, or an account or a key that is gone." }),
    name: z.string().nullable().meta({ description: "The e-mail address or the key's name, as it is now." }),
  }),
  action: z.string().meta({ description: "A verb in the past: created, changed, deleted, restored, purged, paused, rolled, deployed…" }),
  object: z.object({ type: z.string(), id: z.string(), name: z.string().nullable().meta({ description: "As it was then." }) }),
  apiId: z.string().nullable().meta({ description: "The API that the object is, or belongs to." }),
  changes: z.array(z.object({ field: z.string(), from: jsonSchema.optional(), to: jsonSchema.optional() })).meta({ description: "What is different. Of secret values only that they changed." }),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Whom entries can be filtered by. */
export interface AuditPerson {
  kind: "user" | "key";
  id: string;
  name: string;
}
