import { z } from "zod";
import { SCOPES } from "#lib/auth/actor.ts";
import { isAddressRange } from "#lib/http/address-list.ts";

const name = z.string("Give the key a name.").trim().min(1, "Give the key a name.").max(80, "The name can have at most 80 characters.")
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), "The name can't have control characters.");
const expiresAt = z.iso.datetime({ offset: true, message: "Give the expiry as a date, with a time in programs: 2030-01-31T00:00:00Z." }).nullish();

const callsPerHour = z.int("Calls per hour are a whole number.").min(1, "At least 1 call per hour.").max(1_000_000_000, "At most 1,000,000,000 calls per hour.").nullish();
const allowedOrigins = z.array(z.string().trim().toLowerCase().refine(isOrigin, "An origin is like https://shop.example.com, without a path.")).max(20, "At most 20 origins.").transform((all) => [...new Set(all)]);
const allowedAddresses = z.array(z.string().trim().refine(isAddressRange, "An address is like 192.0.2.7, a range like 192.0.2.0/24 or 2001:db8::/32.")).max(50, "At most 50 addresses.").transform((all) => [...new Set(all)]);
const scopes = z.array(z.enum(SCOPES)).min(1, "Choose at least one scope.").transform((all) => [...new Set(all)]);

function isOrigin(text: string): boolean {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
}

/** A call key calls one API; a management key uses the REST API within its scopes. */
export const createKeySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("call"), name, apiId: z.string("Choose the API that the key calls."), expiresAt, callsPerHour, allowedOrigins: allowedOrigins.default([]), allowedAddresses: allowedAddresses.default([]) }),
  z.object({ kind: z.literal("management"), name, scopes, expiresAt }),
]);
export type CreateKeyInput = z.input<typeof createKeySchema>;

/** What is left out stays as it is; null: never expires, no limit of its own. */
export const changeKeySchema = z.strictObject({ name: name.optional(), expiresAt, callsPerHour, allowedOrigins: allowedOrigins.optional(), allowedAddresses: allowedAddresses.optional(), scopes: scopes.optional() })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), "Name what is to be changed.");
export type ChangeKeyInput = z.input<typeof changeKeySchema>;

/** How long a rolled key goes on working beside its successor, in seconds: not at all, a minute, an hour, a day. */
export const ROLL_GRACES = [0, 60, 3600, 86_400] as const;
export const rollKeySchema = z.object({ graceSeconds: z.literal(ROLL_GRACES, `The grace is ${ROLL_GRACES.join(", ")} seconds.`).default(3600) });
export type RollKeyInput = z.input<typeof rollKeySchema>;

/** A key as it stays visible. */
export const keySchema = z.object({
  id: z.string(),
  kind: z.enum(["call", "management"]),
  name: z.string(),
  /** `apic_` and eight characters. */
  prefix: z.string(),
  lastFour: z.string(),
  apiId: z.string().nullable(),
  apiName: z.string().nullable(),
  scopes: z.array(z.string()),
  state: z.enum(["active", "expired", "disabled", "revoked"]),
  /** What a call key is held to beside its API; null and empty: nothing. */
  callsPerHour: z.number().nullable(),
  allowedOrigins: z.array(z.string()),
  allowedAddresses: z.array(z.string()),
  /** Somebody found it and reported it: it was revoked for that. */
  isLeaked: z.boolean(),
  /** It was rolled: it works until `expiresAt`, and a newer one beside it. */
  isReplaced: z.boolean(),
  /** One of VALID_API_KEYS, the installation's settings. */
  isFromSettings: z.boolean(),
  revision: z.int().meta({ description: "Counts what was edited: the ETag, which If-Match repeats." }),
  /** ISO 8601. */
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type Key = z.infer<typeof keySchema>;

export const keyEventSchema = z.object({
  action: z.enum(["created", "changed", "disabled", "enabled", "rolled", "revoked", "reported"]),
  fields: z.array(z.string()).meta({ description: "Of `changed`: which." }),
  by: z.string().nullable().meta({ description: "The e-mail of the person, or of the maker of the management key, who did it. Null: the platform, somebody who found the key, or somebody whose account is gone." }),
  byKey: z.string().nullable().meta({ description: "The name of the management key that did it." }),
  at: z.string(),
});
export type KeyEvent = z.infer<typeof keyEventSchema>;

export const keyDetailSchema = keySchema.extend({ history: z.array(keyEventSchema).meta({ description: "Oldest first." }) });
export type KeyDetail = z.infer<typeof keyDetailSchema>;

/** `secret` is shown once and stored nowhere. */
export const createdKeySchema = keySchema.extend({ secret: z.string() });
export type CreatedKey = z.infer<typeof createdKeySchema>;
