import { z } from "zod";
import { forkApi, type ForkApiInput, type ForkedApi, forkApiSchema, forkedApiSchema } from "#lib/apis/fork-api.ts";
import { ifMatch, tagOf } from "#lib/http/etag.ts";
import { changeVersion } from "#lib/versions/change-version.ts";
import { deployVersion } from "#lib/versions/deploy-version.ts";
import { diffVersions, type VersionDiff, versionDiffSchema } from "#lib/versions/diff-versions.ts";
import { discardDraft } from "#lib/versions/discard-draft.ts";
import { editableOf, getVersion, readVersionNumber } from "#lib/versions/get-version.ts";
import { listDeployments } from "#lib/versions/list-deployments.ts";
import { listVersions } from "#lib/versions/list-versions.ts";
import {
  type ChangeVersion, changeVersionSchema, type Deployment, deploymentEntrySchema, deploymentSchema, type DeployVersionInput, deployVersionSchema, type VersionDetail, versionDetailSchema, versionSummarySchema,
} from "#lib/versions/release-schema.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { param } from "../param.ts";
import { taggedAs } from "../with-etag.ts";
import { type Operation, readQuery } from "../serve.ts";

const listQuery = z.object(pageQuery(20));
const withTag = (version: VersionDetail): Response => taggedAs(version, tagOf(editableOf(version)));
const numberOf = (params: Record<string, string>, name = "number"): number => readVersionNumber(param(params, name));

export const listVersionsOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}/versions",
  summary: "An API's versions, newest first: what is live, was live, is a draft, is deprecated",
  scope: "apis:read",
  query: listQuery,
  output: pageOf(versionSummarySchema),
  errors: ["gone"],
  run: async ({ params, query, request, actor, deps }) => sendPage(await listVersions({ apiId: param(params, "id"), ...readQuery(listQuery, query) }, actor, deps), request),
};

export const getVersionOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}/versions/{number}",
  summary: "One version with its source, OpenAPI document, contract tests and gate record",
  scope: "apis:read",
  output: versionDetailSchema,
  etag: true,
  errors: ["gone"],
  run: async ({ params, actor, deps }) => withTag(await getVersion({ apiId: param(params, "id"), number: numberOf(params) }, actor, deps)),
};

export const diffVersionsOperation: Operation<undefined, VersionDiff> = {
  method: "GET",
  path: "/api/v1/apis/{id}/versions/{number}/diff/{other}",
  summary: "What changed from one version to another, with what breaks callers",
  scope: "apis:read",
  output: versionDiffSchema,
  errors: ["gone"],
  run: ({ params, actor, deps }) => diffVersions({ apiId: param(params, "id"), from: numberOf(params), to: numberOf(params, "other") }, actor, deps),
};

export const changeVersionOperation: Operation<ChangeVersion, never> = {
  method: "PATCH",
  path: "/api/v1/apis/{id}/versions/{number}",
  summary: "Deprecate a version that was live before, or take that back",
  description: "Who still calls it, with the header `API-Version`, is told in `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link`. It goes on answering.",
  scope: "apis:write",
  body: changeVersionSchema,
  example: { deprecated: true, sunset: "2099-01-01T00:00:00Z" },
  output: versionDetailSchema,
  etag: true,
  errors: ["conflict", "gone"],
  run: async ({ params, body, request, actor, deps }) => withTag(await changeVersion({ apiId: param(params, "id"), number: numberOf(params), isExpected: ifMatch(request.headers.get("if-match")) ?? undefined, ...body }, actor, deps)),
};

export const discardDraftOperation: Operation<undefined, void> = {
  method: "DELETE",
  path: "/api/v1/apis/{id}/versions/{number}",
  summary: "Discard a draft: its address and its data go, its source stays to be read",
  scope: "apis:write",
  successStatus: 204,
  errors: ["conflict", "gone"],
  run: ({ params, actor, deps }) => discardDraft({ apiId: param(params, "id"), number: numberOf(params) }, actor, deps),
};

export const listDeploymentsOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}/deployments",
  summary: "Which version went live when, newest first",
  scope: "apis:read",
  query: listQuery,
  output: pageOf(deploymentEntrySchema),
  errors: ["gone"],
  run: async ({ params, query, request, actor, deps }) => sendPage(await listDeployments({ apiId: param(params, "id"), ...readQuery(listQuery, query) }, actor, deps), request),
};

const placeOf = ({ apiId, version }: Deployment): string => `/api/v1/apis/${apiId}/versions/${version}`;
const WHAT_IT_CHECKS = "Refused with 409 when it breaks who calls the live version by its document (`breaking`), or can't read stored documents (`orphans`, with how many and examples), unless that is allowed. Nothing is built: every gateway serves it within a second, without a call dropped.";

export const deployVersionOperation: Operation<DeployVersionInput, Deployment> = {
  method: "POST",
  path: "/api/v1/apis/{id}/deployments",
  summary: "Make a version live: promote a draft, roll back, roll forward",
  description: WHAT_IT_CHECKS,
  scope: "apis:write",
  body: deployVersionSchema,
  example: { version: 1 },
  output: deploymentSchema,
  successStatus: 201,
  location: placeOf,
  errors: ["conflict", "gone", "paused", "unavailable"],
  run: ({ params, body, actor, deps }) => deployVersion({ apiId: param(params, "id"), ...body }, actor, deps),
};

const promoteSchema = deployVersionSchema.extend({ apiId: z.string("Name the API by its id, like api_0123456789abcdef.") });

export const promoteOperation: Operation<z.infer<typeof promoteSchema>, Deployment> = {
  method: "POST",
  path: "/api/deploy",
  summary: "Make a version of an API live",
  description: WHAT_IT_CHECKS,
  scope: "apis:write",
  alsoNeeds: ["apis:read"],
  body: promoteSchema,
  example: { apiId: "api_0123456789abcdef", version: 1 },
  output: deploymentSchema,
  successStatus: 201,
  location: placeOf,
  errors: ["not_found", "conflict", "gone", "paused", "unavailable"],
  run: ({ body, actor, deps }) => deployVersion(body, actor, deps),
};

export const forkApiOperation: Operation<ForkApiInput, ForkedApi> = {
  method: "POST",
  path: "/api/v1/apis/{id}/fork",
  summary: "A new API from a version of this one",
  description: "With its code, document and tests, and its own address, key and empty data. Secrets and approvals of hosts are not copied, but named.",
  scope: "apis:write",
  alsoNeeds: ["keys:write"],
  body: forkApiSchema,
  example: { version: 1, name: "Second library" },
  output: forkedApiSchema,
  successStatus: 201,
  errors: ["conflict", "gone"],
  toldAgain: ({ key: _key, ...api }) => api,
  location: ({ apiId }) => `/api/v1/apis/${apiId}`,
  run: ({ params, body, actor, deps }) => forkApi({ apiId: param(params, "id"), ...body }, actor, deps),
};
