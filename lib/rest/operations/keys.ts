import { z } from "zod";
import { forwardedAddress } from "#lib/http/forwarded-address.ts";
import { ifMatch } from "#lib/http/etag.ts";
import { changeKey } from "#lib/keys/change-key.ts";
import { createKey } from "#lib/keys/create-key.ts";
import { getKey } from "#lib/keys/get-key.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { reportLeakedKey } from "#lib/keys/report-leaked-key.ts";
import { revokeKey } from "#lib/keys/revoke-key.ts";
import { rollKey } from "#lib/keys/roll-key.ts";
import { changeKeySchema, createdKeySchema, createKeySchema, type CreatedKey, keyDetailSchema, keySchema, rollKeySchema } from "#lib/keys/schema.ts";
import { setKeyDisabled } from "#lib/keys/set-key-disabled.ts";
import { CREATED_KEY, KEY_LIST } from "../example-answers.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, type PublicOperation, readQuery } from "../serve.ts";
import { withEtag } from "../with-etag.ts";

const toldOnce = createdKeySchema.extend({ secret: createdKeySchema.shape.secret.nullable().meta({ description: "Told once and stored nowhere. Null when a repeated Idempotency-Key gets this reply again: if the first one was lost, revoke this key and create another." }) });
const placeOf = ({ id }: CreatedKey) => `/api/v1/keys/${id}`;
const withoutSecret = (created: CreatedKey) => ({ ...created, secret: null });

const listQuery = z.object({
  kind: z.enum(["call", "management"]).optional(),
  apiId: z.string().max(40).optional().meta({ description: "Only the call keys of this API." }),
  ...pageQuery(100),
});

export const listKeysOperation: Operation<undefined, unknown> = {
  method: "GET",
  path: "/api/v1/keys",
  summary: "The workspace's call keys and management keys, without their secrets",
  scope: "keys:read",
  query: listQuery,
  output: pageOf(keySchema),
  answer: KEY_LIST,
  async run({ query, request, actor, deps }) {
    const { kind, apiId, limit, cursor } = readQuery(listQuery, query);
    const page = await listKeys({ limit, ...(kind ? { kind } : {}), ...(apiId ? { apiId } : {}), ...(cursor ? { cursor } : {}) }, actor, deps);
    return sendPage(page, request);
  },
};

export const getKeyOperation: Operation<undefined, unknown> = {
  method: "GET",
  path: "/api/v1/keys/{id}",
  summary: "One key with what became of it: who made, changed, rolled and revoked it",
  scope: "keys:read",
  output: keyDetailSchema,
  etag: true,
  async run({ params, actor, deps }) {
    const key = await getKey({ keyId: param(params, "id") }, actor, deps);
    return withEtag(key);
  },
};

export const changeKeyOperation: Operation<z.output<typeof changeKeySchema>, unknown> = {
  method: "PATCH",
  path: "/api/v1/keys/{id}",
  summary: "Change a key's name, expiry, limits or scopes; it holds everywhere within a second",
  scope: "keys:write",
  body: changeKeySchema,
  example: { name: "Shop" },
  output: keySchema,
  etag: true,
  async run({ params, body, request, actor, deps }) {
    const key = await changeKey({ keyId: param(params, "id"), changes: body, isExpected: ifMatch(request.headers.get("if-match")) ?? undefined }, actor, deps);
    return withEtag(key);
  },
};

export const createKeyOperation: Operation<z.output<typeof createKeySchema>, CreatedKey> = {
  method: "POST",
  path: "/api/v1/keys",
  summary: "Create a call key or a management key; the secret is returned once",
  description: "A management key can give another one only scopes that it has itself.",
  scope: "keys:write",
  body: createKeySchema,
  example: { kind: "management", name: "CI", scopes: ["apis:read"] },
  output: toldOnce,
  answer: CREATED_KEY,
  successStatus: 201,
  errors: ["not_found"],
  toldAgain: withoutSecret,
  location: placeOf,
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

export const rollKeyOperation: Operation<z.output<typeof rollKeySchema>, CreatedKey> = {
  method: "POST",
  path: "/api/v1/keys/{id}/roll",
  summary: "Replace a key by a new one that may do the same; the old one works until the grace is over",
  scope: "keys:write",
  body: rollKeySchema,
  example: { graceSeconds: 60 },
  output: toldOnce,
  successStatus: 201,
  errors: ["not_found", "conflict"],
  toldAgain: withoutSecret,
  location: placeOf,
  run: ({ params, body, actor, deps }) => rollKey({ keyId: param(params, "id"), ...body }, actor, deps),
};

const disabling = (verb: "disable" | "enable", summary: string): Operation<undefined, void> => ({
  method: "POST",
  path: `/api/v1/keys/{id}/${verb}`,
  summary,
  scope: "keys:write",
  successStatus: 204,
  isRepeatable: true,
  run: ({ params, actor, deps }) => setKeyDisabled({ keyId: param(params, "id"), isDisabled: verb === "disable" }, actor, deps),
});
export const disableKeyOperation = disabling("disable", "Stop a key within a second, until it is enabled again");
export const enableKeyOperation = disabling("enable", "Let a disabled key work again");

const leakedKey = z.object({ key: z.string("Send the key that you found.").max(200) });

export const reportLeakedKeyOperation: PublicOperation<{ isRevoked: boolean }, z.infer<typeof leakedKey>> = {
  method: "POST",
  path: "/api/keys/report",
  summary: "Report a key that you found: it is refused everywhere within a second, and its owner is told",
  scope: null,
  body: leakedKey,
  example: { key: "apic_Zb3kQ9xT1mN8vL2rH5wYc7GdP4sJ6fA0eUiXo9B" },
  output: z.object({ isRevoked: z.boolean().meta({ description: "Whether it was one of ours, which no longer works." }) }),
  errors: ["malformed"],
  run: ({ body, request, deps }) => reportLeakedKey({ key: body.key, address: forwardedAddress(request.headers) }, deps),
};
