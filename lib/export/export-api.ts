import { getApi } from "#lib/apis/get-api.ts";
import { listHosts } from "#lib/apis/list-hosts.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/db/connect.ts";
import { consumerId } from "#lib/keys/consumer-id.ts";
import { readEditBase } from "#lib/versions/edit-base.ts";
import { exportedData } from "./exported-data.ts";
import type { Manifest } from "./project/manifest.ts";
import { projectFiles } from "./project-files.ts";
import { sourceHash } from "./source-hash.ts";
import { type ZipEntry, zipStream } from "./zip-stream.ts";

export interface ExportInput {
  apiId: string;
  /** A version's number; absent: the live one. */
  version?: number;
  withData: boolean;
}
export interface ExportedApi {
  /** `books-v3.zip` */
  fileName: string;
  zip: ReadableStream<Uint8Array>;
}
interface ExportDeps {
  db: Database;
  clock: Clock;
  consumerSecret: string;
}

/** A version of an API as a zip that runs elsewhere, with its tests. Throws `not_found`, `gone`, `invalid` for a version that isn't there. */
export async function exportApi({ apiId, version, withData }: ExportInput, actor: Actor, deps: ExportDeps): Promise<ExportedApi> {
  requireScope(actor, "apis:read");
  if (withData) requireScope(actor, "documents:read");
  const [{ prompt }, base, hosts] = await Promise.all([getApi({ apiId }, actor, deps), readEditBase({ apiId, ...(version === undefined ? {} : { from: version, field: "version" }) }, actor, deps), listHosts({ apiId }, actor, deps)]);
  const approved = new Set(hosts.filter(({ approvedAt }) => approvedAt !== null).map(({ host }) => host));
  const now = new Date(deps.clock.now());
  const { name, description, about, category } = base.api;
  const manifest: Manifest = {
    format: "api-creator/1", exportedAt: now.toISOString(), name, summary: base.summary.trim() || name, description, about, category, prompt, generator: base.generator, version: base.number,
    assumptions: base.assumptions, publicRoutes: base.publicRoutes, hosts: base.hosts.map(({ host, why }) => ({ host, why, isApproved: approved.has(host) })),
    fixtures: base.hosts.flatMap(({ fixtures }) => fixtures), secretNames: base.secretNames, recipe: base.recipe, sourceHash: sourceHash(base.files), consumer: consumerId(actor.workspaceId, apiId, deps.consumerSecret),
  };
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50) || "api";
  const files = projectFiles({ manifest, openapi: base.openapi, contractTests: base.contractTests, source: base.files }, slug);
  async function* entries(): AsyncGenerator<ZipEntry, void> {
    for (const [file, text] of Object.entries(files)) yield { name: file, parts: [text] };
    if (withData) yield* exportedData(apiId, actor, deps);
  }
  return { fileName: `${slug}-v${base.number}.zip`, zip: zipStream(entries(), now) };
}
