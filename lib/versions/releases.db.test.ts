import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { forkApi } from "#lib/apis/fork-api.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { seedVersion } from "../../supabase/tests/seed-version.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { changeVersion } from "./change-version.ts";
import { whyRefused } from "./check-release.ts";
import { deployVersion, type DeployVersionDeps } from "./deploy-version.ts";
import { diffVersions } from "./diff-versions.ts";
import { discardDraft } from "./discard-draft.ts";
import { findOrphans } from "./find-orphans.ts";
import { getVersion } from "./get-version.ts";
import { listDeployments } from "./list-deployments.ts";
import { listVersions, type VersionDeps } from "./list-versions.ts";
import type { ChangeVersion } from "./release-schema.ts";

let fixture: VerbFixture;
let owner: Awaited<ReturnType<VerbFixture["makeActor"]>>;
let stranger: Actor;
let apiId: string;
let woken: string[] = [];
let fails: AppError | null = null;
let deps: DeployVersionDeps & VersionDeps;

before(async () => {
  fixture = await startVerbFixture();
  owner = await fixture.makeActor();
  stranger = (await fixture.makeActor()).actor;
  const wake = async (name: string) => {
    woken.push(name);
    if (fails) throw fails;
    return { socketPath: "", versionId: "", isCold: true, wakeMs: 1 };
  };
  deps = { db: fixture.db, publicUrl: "http://localhost:3000", apiOrigin: apiOriginOf({ publicUrl: "http://localhost:3000" }), runtime: { wake } };
});
after(() => fixture.stop());
beforeEach(async () => {
  ({ apiId } = await seedApi(fixture.admin, owner));
  woken = [];
  fails = null;
});

const is = (code: string, words = /./) => (error: unknown) => error instanceof AppError && error.code === code && words.test(error.message);
/** What it was refused with. */
const refusal = async (attempt: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await attempt.then(() => null, (why: unknown) => why);
  assert.ok(error instanceof AppError, String(error));
  return error;
};
const states = async () => (await listVersions({ apiId }, owner.actor, deps)).items.map(({ number, state }) => `${number} ${state}`);
const store = (type: string, names = "books") => ({ "main.ts": `type Book = ${type};\nconst books = (env: Env) => env.DATA.collection<Book>("${names}");` });
const paths = (...names: string[]) => ({ openapi: "3.1.0", paths: Object.fromEntries(names.map((name) => [name, { get: { responses: { 200: {} } } }])) });
const keep = async (collection: string, ...documents: object[]) => {
  for (const [index, data] of documents.entries()) await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) values (${apiId}, ${owner.workspaceId}, ${collection}, ${`d${index}`}, ${fixture.admin.json({ ...data })})`;
};

test("a draft goes live, the version before can be rolled back to, and each deployment is kept", async () => {
  await seedVersion(fixture.admin, apiId, { number: 2 });
  assert.deepEqual(await states(), ["2 draft", "1 live"]);
  const deployed = await deployVersion({ apiId, version: 2 }, owner.actor, deps);
  assert.deepEqual([deployed.version, deployed.before, deployed.breaking], [2, 1, []]);
  assert.deepEqual(await states(), ["2 live", "1 earlier"]);
  await deployVersion({ apiId, version: 1 }, owner.actor, deps);
  assert.deepEqual(await states(), ["2 earlier", "1 live"]);
  const { items } = await listDeployments({ apiId }, owner.actor, deps);
  assert.deepEqual(items.map(({ version }) => version), [1, 2, 1]);
  assert.equal(items[0]?.author, owner.email);
});

test("a version is booted on the draft's own data, or beside the live one, before it takes a call; one that doesn't start is not deployed", async () => {
  const [draft, earlier] = [await seedVersion(fixture.admin, apiId, { number: 2 }), await seedVersion(fixture.admin, apiId, { number: 3, wasLive: true })];
  fails = new AppError("bad_gateway", "The API fails while it starts: boom");
  await assert.rejects(deployVersion({ apiId, version: 2 }, owner.actor, deps), is("conflict", /Version 2 was not deployed, as it doesn't start\. .*boom/));
  await assert.rejects(deployVersion({ apiId, version: 3 }, owner.actor, deps), is("conflict"));
  assert.deepEqual(woken, [`${apiId}~${draft}`, `${apiId}@${earlier}`]);
  assert.deepEqual((await states())[2], "1 live");
});

test("a failed API is given back by a rollback, and one that is paused stays paused", async () => {
  await seedVersion(fixture.admin, apiId, { number: 2 });
  for (const [status, left] of [["failed", "active"], ["paused", "paused"]] as const) {
    await fixture.admin`update public.apis set status = ${status}, status_reason = 'it kept crashing' where id = ${apiId}`;
    await deployVersion({ apiId, version: status === "failed" ? 2 : 1 }, owner.actor, deps);
    const [row] = await fixture.admin<{ status: string }[]>`select status from public.apis where id = ${apiId}`;
    assert.equal(row?.status, left);
  }
});

test("what breaks callers is named and not deployed unless that is allowed, back as well as forth", async () => {
  await fixture.admin`alter table public.versions disable trigger versions_immutable`;
  await fixture.admin`update public.versions set openapi = ${fixture.admin.json(paths("/books", "/authors"))} where api_id = ${apiId}`;
  await fixture.admin`alter table public.versions enable trigger versions_immutable`;
  await seedVersion(fixture.admin, apiId, { number: 2, openapi: paths("/books", "/shelves") });
  const refused = await refusal(deployVersion({ apiId, version: 2 }, owner.actor, deps));
  assert.match(refused.message, /GET \/authors is gone\./);
  assert.deepEqual([refused.code, refused.extensions["breaking"]], ["conflict", [{ kind: "operation.removed", isBreaking: true, operation: "GET /authors", message: "GET /authors is gone." }]]);
  assert.deepEqual(await states(), ["2 draft", "1 live"]);
  assert.equal((await deployVersion({ apiId, version: 2, allowBreaking: true }, owner.actor, deps)).breaking.length, 1);
  await assert.rejects(deployVersion({ apiId, version: 1 }, owner.actor, deps), is("conflict", /GET \/shelves is gone\./));
});

test("stored documents that would not fit are counted with examples and not orphaned unless that is allowed; what didn't fit before isn't held against it", async () => {
  const first = await seedVersion(fixture.admin, apiId, { number: 2, source: store("{ title: string; pages?: number }") });
  await fixture.admin`update public.apis set live_version_id = ${first} where id = ${apiId}`;
  await seedVersion(fixture.admin, apiId, { number: 3, source: store("{ title: string; pages: number }") });
  await seedVersion(fixture.admin, apiId, { number: 4, source: store("{ title: string; pages?: number }", "volumes") });
  await seedVersion(fixture.admin, apiId, { number: 5, source: store("{ title: string; pages: number | null }") });
  await keep("books", { title: "A" }, { title: "B", pages: 3 }, { title: "C" }, { title: 4 });
  await keep("others", { title: "A" });
  const refused = await refusal(deployVersion({ apiId, version: 3 }, owner.actor, deps));
  assert.match(refused.message, /2 documents of books \(pages is missing\)/);
  assert.deepEqual([refused.code, refused.extensions["orphans"]], ["conflict", [{ collection: "books", count: 2, exampleIds: ["d0", "d2"], reason: "pages is missing" }]]);
  await assert.rejects(deployVersion({ apiId, version: 4 }, owner.actor, deps), is("conflict", /4 documents of books \(the new version does not use this collection\)/));
  assert.equal((await deployVersion({ apiId, version: 5 }, owner.actor, deps)).documents?.checkedDocuments, 4, "what may be null may be missing");
  assert.equal((await deployVersion({ apiId, version: 3, allowOrphans: true }, owner.actor, deps)).documents, null);
});

test("documents that there was no time to look at are not passed over in silence, and those of a collection that is not used any more are all counted without being read", async () => {
  const [from, narrower, without] = [store("{ title: string; pages?: number }"), store("{ title: string; pages: number }"), store("{ title: string; pages?: number }", "volumes")].map((source) => ({ source, openapi: {} }));
  await keep("books", ...Array.from({ length: 7 }, (_, n) => ({ title: `Book ${n}` })));
  const check = (to: typeof from, budgetMs?: number) => findOrphans({ apiId, from: from ?? null, to: to ?? { source: {}, openapi: {} } }, owner.actor, deps, budgetMs);
  assert.deepEqual(await check(narrower, -1), { orphans: [], checkedDocuments: 0, isComplete: false });
  const found = { orphans: [{ collection: "books", count: 7, exampleIds: ["d0", "d1", "d2", "d3", "d4"], reason: "the new version does not use this collection" }], checkedDocuments: 7, isComplete: true };
  assert.deepEqual(await check(without, -1), found);
  const refusal = (isComplete: boolean) => whyRefused({ breaking: [], documents: { ...found, isComplete } }, { breaking: false, orphans: false })[0];
  assert.match(refusal(false) ?? "", /: at least 7 documents of books/);
  assert.match(refusal(true) ?? "", /: 7 documents of books/);
});

test("of two deployments at once over the same version one is refused", async () => {
  await seedVersion(fixture.admin, apiId, { number: 2 });
  await seedVersion(fixture.admin, apiId, { number: 3 });
  const done = await Promise.allSettled([2, 3].map((version) => deployVersion({ apiId, version }, owner.actor, deps)));
  assert.equal(done.filter(({ status }) => status === "fulfilled").length, 1);
  assert.ok(done.some((one) => one.status === "rejected" && is("conflict", /in the meantime/)(one.reason)));
});

test("a discarded draft is not deployed, its data is gone, and what a draft stores outlives the hourly clean-up", async () => {
  const kept = await seedVersion(fixture.admin, apiId, { number: 2 });
  const gone = await seedVersion(fixture.admin, apiId, { number: 3 });
  for (const id of [kept, gone]) await fixture.admin`insert into private.scratch_documents (api_id, collection, id, data, created_at) values (${`draft:${id}`}, 'books', 'a', '{}', now() - interval '3 hours')`;
  await discardDraft({ apiId, number: 3 }, owner.actor, deps);
  await fixture.admin`select private.clean_up()`;
  const rows = await fixture.admin<{ api_id: string }[]>`select api_id from private.scratch_documents where api_id like 'draft:%'`;
  assert.deepEqual(rows.map(({ api_id: space }) => space), [`draft:${kept}`]);
  await assert.rejects(deployVersion({ apiId, version: 3 }, owner.actor, deps), is("conflict", /was discarded/));
  await assert.rejects(discardDraft({ apiId, number: 1 }, owner.actor, deps), is("conflict", /no draft/));
  await deployVersion({ apiId, version: 2 }, owner.actor, deps);
  assert.equal((await fixture.admin`select from private.scratch_documents where api_id like 'draft:%'`).length, 0, "promoted: its scratch data is dropped");
});

test("an earlier version is deprecated with an end, and going live ends that; the live one and a draft can't be", async () => {
  await seedVersion(fixture.admin, apiId, { number: 2, wasLive: true });
  await seedVersion(fixture.admin, apiId, { number: 3 });
  const clock = { now: () => Date.parse("2026-11-22T00:00:00Z") };
  const change = (number: number, input: ChangeVersion) => changeVersion({ apiId, number, ...input }, owner.actor, { ...deps, clock });
  const marked = await change(2, { deprecated: true, sunset: "2027-01-01T00:00:00Z" });
  assert.deepEqual([marked.deprecatedAt, marked.sunsetAt], ["2026-11-22T00:00:00.000Z", "2027-01-01T00:00:00.000Z"]);
  await assert.rejects(change(2, { deprecated: true, sunset: "2026-01-01T00:00:00Z" }), is("invalid"));
  for (const number of [1, 3]) await assert.rejects(change(number, { deprecated: true }), is("conflict"));
  await deployVersion({ apiId, version: 2 }, owner.actor, deps);
  assert.equal((await getVersion({ apiId, number: 2 }, owner.actor, deps)).deprecatedAt, null);
});

test("a difference names each changed line and what became of the document", async () => {
  await seedVersion(fixture.admin, apiId, { number: 2, source: { "main.ts": "export default app;", "more.ts": "1" }, openapi: paths("/books") });
  const diff = await diffVersions({ apiId, from: 1, to: 2 }, owner.actor, deps);
  assert.deepEqual(diff.files.map(({ file, change }) => [file, change]), [["main.ts", "changed"], ["more.ts", "added"]]);
  assert.match(diff.files[0]?.unified ?? "", /^-export default app$/m);
  assert.deepEqual(diff.other.map(({ message }) => message), ["GET /books is new."]);
});

test("a fork begins with the code of one version, its own key and nothing stored; secrets are named, not copied", async () => {
  await seedVersion(fixture.admin, apiId, { number: 2, secretNames: ["STRIPE_KEY"], source: { "main.ts": "two" } });
  await keep("books", { title: "A" });
  const fork = await forkApi({ apiId, version: 2 }, owner.actor, { ...deps, peppers: [{ version: 1, secret: "a pepper for tests, 32 characters or more" }] });
  assert.deepEqual([fork.name, fork.secretNames, fork.forkedFrom], ["Books (fork)", ["STRIPE_KEY"], { apiId, version: 2 }]);
  const version = await getVersion({ apiId: fork.apiId, number: 1 }, owner.actor, deps);
  assert.deepEqual([version.state, version.source["main.ts"]], ["live", "two"]);
  const [count] = await fixture.admin<{ documents: number; bundles: number; keys: number }[]>`select (select count(*)::int from public.documents where api_id = ${fork.apiId}) as documents,
    (select count(*)::int from public.version_bundles b join public.versions v on v.id = b.version_id where v.api_id = ${fork.apiId}) as bundles, (select count(*)::int from public.keys where api_id = ${fork.apiId}) as keys`;
  assert.deepEqual(count, { documents: 0, bundles: 1, keys: 1 });
});

test("another workspace finds none of it, by the verbs or by the functions", async () => {
  const versionId = await seedVersion(fixture.admin, apiId, { number: 2 });
  const peppers = [{ version: 1, secret: "a pepper for tests, 32 characters or more" }];
  const attempts = [
    () => listVersions({ apiId }, stranger, deps), () => getVersion({ apiId, number: 1 }, stranger, deps), () => deployVersion({ apiId, version: 2 }, stranger, deps), () => discardDraft({ apiId, number: 2 }, stranger, deps),
    () => diffVersions({ apiId, from: 1, to: 2 }, stranger, deps), () => listDeployments({ apiId }, stranger, deps), () => forkApi({ apiId }, stranger, { ...deps, peppers }),
    () => changeVersion({ apiId, number: 1, deprecated: true }, stranger, { ...deps, clock: { now: () => 0 } }),
  ];
  for (const attempt of attempts) await assert.rejects(attempt, is("not_found"));
  const ask = (query: ReturnType<typeof sql>) => asUser(stranger, fixture.db, async (tx) => (await query.execute(tx)).rows);
  assert.deepEqual(await ask(sql`select * from private.deploy_version(${apiId}, ${versionId}::uuid, null, 'main.ts')`), []);
  assert.deepEqual(await ask(sql`select private.discard_draft(${apiId}, 2) as done, private.deprecate_version(${apiId}, 1, now(), null) as marked`), [{ done: false, marked: false }]);
  for (const query of [sql`select * from private.documents_after(${apiId}, 'books', '', 10)`, sql`select private.documents_counted(${apiId}, 'books')`, sql`select * from private.release_people(${apiId})`, sql`select private.fork_version(${versionId}::uuid, '{}', '{}')`]) await assert.rejects(ask(query), is("forbidden"));
  assert.deepEqual(await states(), ["2 draft", "1 live"]);
});

test("pages of versions and of deployments hold each once", async () => {
  for (let number = 2; number <= 5; number += 1) await seedVersion(fixture.admin, apiId, { number, wasLive: true });
  const walk = async (list: (cursor?: string) => Promise<{ items: unknown[]; cursor: string | null }>) => {
    let count = 0;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(cursor);
      count += page.items.length;
      cursor = page.cursor;
    }
    return count;
  };
  assert.equal(await walk((cursor) => listVersions({ apiId, limit: 2, ...(cursor ? { cursor } : {}) }, owner.actor, deps)), 5);
  assert.equal(await walk((cursor) => listDeployments({ apiId, limit: 2, ...(cursor ? { cursor } : {}) }, owner.actor, deps)), 5);
});
