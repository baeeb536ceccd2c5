import { isDeepStrictEqual } from "node:util";
import type { Actor } from "#lib/auth/actor.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { checkRelease, whyRefused } from "#lib/versions/check-release.ts";
import { type EditBase, readEditBase } from "#lib/versions/edit-base.ts";
import { readLive } from "#lib/versions/read-release.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { type NewVersion, storeVersion } from "#lib/versions/store-version.ts";
import { holdRun } from "../deploy.ts";
import type { LiveResult } from "../events.ts";
import { exampleCall } from "../example-call.ts";
import type { GenerationDeps } from "../generation-deps.ts";
import { type VersionInput, versionRow } from "../version-row.ts";
import { type EarlierTests, tellEdit } from "./earlier-tests.ts";
import type { Edit } from "./edit-request.ts";

interface StoredEdit {
  result: LiveResult;
  end: { type: "live" } | { type: "draft"; reason: string | null };
}

/** Stores what passed the gate as the API's next version: live, or a draft with the reason. Documents, keys and settings stay as they are. */
export async function storeEdit(input: VersionInput & { apiId: string; edit: Edit; earlier: EarlierTests }, actor: Actor, deps: GenerationDeps): Promise<StoredEdit> {
  const { generationId, apiId, api, built, tested, stages, edit, earlier } = input;
  const { base, over } = edit;
  const { contractTests, record } = tellEdit(api, edit, earlier, tested.tests);
  const version = { ...versionRow({ ...input, api: { ...api, contractTests } }, deps), baseVersionId: base.id, edit: record };
  const why = over === null ? null : ((base.id === over ? null : await whyOfOlder(base, contractTests, actor, deps)) ?? (await whyDraft(apiId, version, actor, deps)));
  const stored = await storeVersion({ generationId, version, bundle: built.bundle, stages, over: why === null ? over : null, why }, actor, deps, async (tx) => {
    if (deps.owner !== undefined) await holdRun({ generationId, owner: deps.owner }, tx);
  });
  const { passed, failed } = version.gateRecord;
  return {
    result: {
      apiId, workspaceId: actor.workspaceId, name: base.api.name, url: (deps.apiOrigin ?? apiOriginOf({ publicUrl: deps.publicUrl })).urlOf(apiId), version: stored.number, generator: version.generator, stages,
      contractTests: { passed, failed }, assumptions: api.assumptions, leftOut: api.leftOut, edit: record, example: exampleCall(contractTests),
    },
    end: stored.isLive ? { type: "live" } : { type: "draft", reason: stored.why },
  };
}

/** The tests of the live version were not run for a change of another one: what it doesn't hold word for word, it doesn't guarantee. */
async function whyOfOlder(base: EditBase, tests: readonly ContractTest[], actor: Actor, deps: GenerationDeps): Promise<string | null> {
  const live = await readEditBase({ apiId: base.apiId }, actor, deps);
  const missing = live.contractTests.filter((test) => !tests.some((own) => isDeepStrictEqual(own, test)));
  if (missing.length === 0) return null;
  const named = missing.slice(0, 3).map(({ name }) => `"${name}"`).join(", ");
  return `It is a draft, as it was made from version ${base.number}, and does not hold ${missing.length} contract ${missing.length === 1 ? "test" : "tests"} of the live version ${live.number}: ${named}${missing.length > 3 ? ", …" : ""}. Deploy it if it is to take the live version's place.`;
}

/** What would break for those who call the live version, or of what is stored, goes live only when somebody says so. */
async function whyDraft(apiId: string, version: NewVersion, actor: Actor, deps: GenerationDeps): Promise<string | null> {
  const from = await readLive(apiId, actor, deps);
  const why = whyRefused(await checkRelease({ apiId, from, to: version }, actor, deps), { breaking: false, orphans: false });
  return why.length === 0 ? null : `It is a draft, as making it live would break something. ${why.join(" ")}`;
}
