import type { Actor } from "#lib/auth/actor.ts";
import { openChangeFeed } from "#lib/db/change-feed.ts";
import { connect, typed } from "#lib/db/connect.ts";
import { startTestGateway, type TestGateway } from "#lib/gateway/test-gateway.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { deployVersion, type DeployVersionDeps } from "#lib/versions/deploy-version.ts";
import type { VersionDeps } from "#lib/versions/list-versions.ts";
import type { Deployment } from "#lib/versions/release-schema.ts";
import { rememberVersions } from "#server/remember-versions.ts";
import { createVersionSource } from "#server/runner-ports.ts";
import { guestBundle } from "./guest-bundle.ts";
import { seedApi } from "./seed-api.ts";
import { seedVersion } from "./seed-version.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

export interface ReleasedApi {
  apiId: string;
  workspaceId: string;
  actor: Actor;
  key: string;
}
export interface ReleasedApis {
  bed: TestGateway;
  sandbox: TestSandbox;
  deps: DeployVersionDeps & VersionDeps;
  /** An API whose version 1 is live. */
  makeApi(): Promise<ReleasedApi>;
  /** A draft, as the gate leaves it. */
  draft(api: ReleasedApi, number: number): Promise<string>;
  deploy(api: ReleasedApi, version: number): Promise<Deployment>;
  fetch(api: ReleasedApi, path: string, headers?: Record<string, string>, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Its answer to `/` says its number at its beginning and at its end; `/add` stores a document, `/count` tells how many there are. */
const bundleOf = (number: number): string => guestBundle(`const docs = env.DATA.collection("docs");
if (url.pathname === "/add") return { added: (await docs.insert({ by: ${number} })).id };
if (url.pathname === "/count") return { count: await docs.count(), version: ${number} };
if (url.pathname === "/prefix") return { prefix: request.headers.get("x-forwarded-prefix"), chosen: request.headers.get("api-version") };
const encoder = new TextEncoder();
return new Response(new ReadableStream({ async start(c) { c.enqueue(encoder.encode("${number} ")); await new Promise((r) => setTimeout(r, 2)); c.enqueue(encoder.encode("${number}")); c.close(); } }));`);

/** The gateway, the runtimes and the versions of one Postgres, put together as the processes do. For tests. */
export async function startReleasedApis(): Promise<ReleasedApis> {
  let sandbox: TestSandbox | undefined;
  const backend = () => sandbox?.backend ?? unstarted();
  const bed = await startTestGateway({ wallMs: 20_000, idleMs: 20_000, wake: (name, lost) => backend().wake(name, lost), explainLost: (call) => backend().explainLost(call), touch: (names) => backend().touch(names) });
  const runner = connect(bed.database.runnerUrl, "test-runner", 4);
  const web = connect(bed.database.webUrl, "test-web", 4);
  const versions = rememberVersions(createVersionSource(runner), { heardUntil: () => feed.heardUntil() });
  sandbox = await startTestSandbox({ database: bed.database, versions, limits: { idleMs: 120_000, maxConcurrent: 50, drainMs: 1_500 } });
  const feed = openChangeFeed(bed.database.runnerUrl, {
    onChange(channel, id) {
      if (channel !== "api_changed") return;
      versions.forget(id);
      void backend().refresh(id);
    },
    onGap: () => void versions.recheck(),
  });
  const origin = apiOriginOf({ publicUrl: bed.url });
  const deps: DeployVersionDeps & VersionDeps = { db: typed(web), publicUrl: bed.url, apiOrigin: origin, runtime: { wake: (name) => backend().wake(name) } };
  const started = sandbox;
  return {
    bed, sandbox, deps,
    async makeApi() {
      const user = await bed.database.makeUser();
      const { apiId, versionId } = await seedApi(bed.admin, user);
      await bed.admin`update public.workspaces set calls_per_hour = 1000000 where id = ${user.workspaceId}`;
      await bed.admin`update public.version_bundles set bundle = ${bundleOf(1)} where version_id = ${versionId}`;
      const { key } = await bed.makeKey({ apiId, workspaceId: user.workspaceId, versionId, key: "", keyId: "" });
      return { apiId, workspaceId: user.workspaceId, actor: { kind: "user", userId: user.userId, email: user.email, workspaceId: user.workspaceId }, key };
    },
    draft: (api, number) => seedVersion(bed.admin, api.apiId, { number, bundle: bundleOf(number) }),
    deploy: (api, version) => deployVersion({ apiId: api.apiId, version }, api.actor, deps),
    fetch: ({ apiId, key }, path, headers = {}, init = {}) => fetch(`${bed.url}/${apiId}${path}`, { ...init, headers: { "x-api-key": key, ...headers } }),
    async close() {
      await feed.close();
      await started.close();
      await Promise.all([runner.end({ timeout: 1 }), web.end({ timeout: 1 })]);
      await bed.stop();
    },
  };
}

const unstarted = (): never => {
  throw new Error("the sandbox has not started");
};
