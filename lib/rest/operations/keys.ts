import { z } from "zod";
import { createKey } from "#lib/keys/create-key.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { revokeKey } from "#lib/keys/revoke-key.ts";
import { createdKeySchema, createKeySchema, type CreatedKey, type Key, keySchema } from "#lib/keys/schema.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";

export const listKeysOperation: Operation<undefined, { items: Key[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/keys",
  summary: "The workspace's call keys and management keys, without their secrets",
  scope: "keys:read",
  output: z.object({ items: z.array(keySchema), cursor: z.null() }),
  run: async ({ actor, deps }) => ({ items: await listKeys({}, actor, deps), cursor: null }),
};

export const createKeyOperation: Operation<z.output<typeof createKeySchema>, CreatedKey> = {
  method: "POST",
  path: "/api/v1/keys",
  summary: "Create a call key or a management key; the secret is returned once",
  scope: "keys:write",
  body: createKeySchema,
  output: createdKeySchema.extend({ secret: createdKeySchema.shape.secret.nullable().meta({ description: "Told once and stored nowhere. Null when a repeated Idempotency-Key gets this reply again: if the first one was lost, revoke this key and create another." }) }),
  successStatus: 201,
  errors: ["not_found"],
  toldAgain: (created) => ({ ...created, secret: null }),
  run: ({ body, actor, deps }) => createKey(body, actor, deps),
};

export const revokeKeyOperation: Operation<undefined, void> = {
  method: "DELETE",
  path: "/api/v1/keys/{id}",
  summary: "Revoke a key everywhere, within a second",
  scope: "keys:write",
  successStatus: 204,
  run: ({ params, actor, deps }) => revokeKey({ keyId: param(params, "id") }, actor, deps),
};
