import { z } from "zod";
import { approveHost } from "#lib/apis/approve-host.ts";
import { listHosts } from "#lib/apis/list-hosts.ts";
import { revokeHost } from "#lib/apis/revoke-host.ts";
import { type ApiHost, apiHostSchema, approveHostSchema } from "#lib/apis/schema.ts";
import { deleteApiSecret } from "#lib/secrets/delete-api-secret.ts";
import { listApiSecrets } from "#lib/secrets/list-api-secrets.ts";
import { apiSecretSchema, setApiSecretSchema } from "#lib/secrets/schema.ts";
import { setApiSecret } from "#lib/secrets/set-api-secret.ts";
import { ifMatch } from "#lib/http/etag.ts";
import { recentOutboundCalls } from "#lib/usage/recent-outbound-calls.ts";
import { type OutboundCallEntry, outboundCallEntrySchema } from "#lib/usage/schema.ts";
import { wholeOf } from "../page.ts";
import { param } from "../param.ts";
import { doneWithTag, sendWhole } from "../with-etag.ts";
import type { Operation } from "../serve.ts";

const HOSTS = "/api/v1/apis/{id}/hosts";
const SECRETS = "/api/v1/apis/{id}/secrets";

export const listHostsOperation: Operation<undefined, { items: ApiHost[]; cursor: null }> = {
  method: "GET", path: HOSTS, summary: "The hosts that an API declares, and which of them are approved", scope: "apis:read",
  output: wholeOf(apiHostSchema),
  run: async ({ params, actor, deps }) => ({ items: await listHosts({ apiId: param(params, "id") }, actor, deps), cursor: null }),
};

export const approveHostOperation: Operation<z.output<typeof approveHostSchema>, void> = {
  method: "POST", path: HOSTS, summary: "Approve a host that the API's live version declares: its calls reach it within a second", scope: "apis:write", body: approveHostSchema, example: { host: "api.example.com" }, isRepeatable: true, successStatus: 204,
  run: ({ body, params, actor, deps }) => approveHost({ ...body, apiId: param(params, "id") }, actor, deps),
};

export const revokeHostOperation: Operation<undefined, void> = {
  method: "DELETE", path: `${HOSTS}/{host}`, summary: "Take the approval of a host back, within a second", scope: "apis:write", successStatus: 204,
  run: ({ params, actor, deps }) => revokeHost({ apiId: param(params, "id"), host: param(params, "host") }, actor, deps),
};

export const listSecretsOperation: Operation<undefined, never> = {
  method: "GET", path: SECRETS, summary: "The secrets of an API by name, never their values", scope: "secrets:read",
  output: wholeOf(apiSecretSchema), etag: true,
  run: async ({ params, actor, deps }) => sendWhole(await listApiSecrets({ apiId: param(params, "id") }, actor, deps)),
};

export const setSecretOperation: Operation<z.output<typeof setApiSecretSchema>, never> = {
  method: "POST", path: SECRETS, summary: "Set or replace a secret of an API: sealed, never shown again, sent to its hosts only", scope: "secrets:write", body: setApiSecretSchema, example: { name: "TOKEN", value: "canary-4f1c9e7b" }, isRepeatable: true, successStatus: 204, alsoNeeds: ["secrets:read"], etag: true,
  run: async ({ body, params, request, actor, deps }) => doneWithTag(await setApiSecret({ ...body, apiId: param(params, "id"), isExpected: ifMatch(request.headers.get("if-match")) ?? undefined }, actor, deps.modelKeys)),
};

export const deleteSecretOperation: Operation<undefined, void> = {
  method: "DELETE", path: `${SECRETS}/{name}`, summary: "Forget a secret of an API", scope: "secrets:write", successStatus: 204,
  description: "Heeds `If-Match` with the ETag of the list of secrets.", errors: ["precondition_failed"],
  run: ({ params, request, actor, deps }) => deleteApiSecret({ apiId: param(params, "id"), name: param(params, "name"), isExpected: ifMatch(request.headers.get("if-match")) ?? undefined }, actor, deps),
};

export const listOutboundCallsOperation: Operation<undefined, { items: OutboundCallEntry[]; cursor: null }> = {
  method: "GET", path: "/api/v1/apis/{id}/outbound-calls", summary: "What an API last asked of other services, and why not", scope: "usage:read",
  output: wholeOf(outboundCallEntrySchema),
  run: async ({ params, actor, deps }) => ({ items: await recentOutboundCalls({ apiId: param(params, "id"), limit: 100 }, actor, deps), cursor: null }),
};
