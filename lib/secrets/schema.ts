import { z } from "zod";

/** A workspace's own Anthropic key, as it is shown. */
const modelKeyInfoSchema = z.object({ lastFour: z.string(), /** ISO 8601. */ createdAt: z.string() });
export type ModelKey = z.infer<typeof modelKeyInfoSchema>;

/** What is told of a workspace's own key, or that it has none. */
export const modelKeyStateSchema = z.object({ modelKey: modelKeyInfoSchema.nullable() });
export type ModelKeyState = z.infer<typeof modelKeyStateSchema>;

/** A secret of an API, as it is shown: never its value. */
export const apiSecretSchema = z.object({
  name: z.string(),
  /** By the live version. */
  isDeclared: z.boolean(),
  /** The only hosts that are told. */
  hosts: z.array(z.string()),
  /** ISO 8601; null: not set, and calls that need it fail. */
  updatedAt: z.string().nullable(),
});
export type ApiSecret = z.infer<typeof apiSecretSchema>;

const SECRET_NAME = /^[A-Z][A-Z0-9_]{0,62}$/;
export const setApiSecretSchema = z.object({
  name: z.string().regex(SECRET_NAME, "A secret is named like STRIPE_KEY"),
  /** Shorter ones could not be taken out of what a host says back. */
  value: z.string().trim().min(8, "A secret has at least 8 characters").max(8_000, "A secret has at most 8,000 characters").regex(/^[^\0]*$/, "A secret has no NUL character"),
  /** Default: every host that the live version declares. */
  hosts: z.array(z.string().max(253)).max(20).optional(),
});
