import { newUuid } from "#lib/id.ts";
import { ENTRY_FILE } from "#lib/runtime/runtime.ts";
import type { GateRecord } from "#lib/versions/schema.ts";
import type { NewVersion } from "#lib/versions/store-version.ts";
import type { Built } from "./build.ts";
import type { Tested } from "./contract-test.ts";
import type { GenerationDeps } from "./generation-deps.ts";
import type { GeneratedApi } from "./parse.ts";
import type { StageTime } from "./stages.ts";

export interface VersionInput {
  generationId: string;
  api: GeneratedApi;
  built: Built;
  tested: Tested;
  stages: StageTime[];
}

/** What passed the gate as the row of a version, with the record of it. */
export function versionRow({ api, built, tested, stages }: VersionInput, { clock, generator }: Pick<GenerationDeps, "clock" | "generator">): NewVersion {
  // What the request contradicts is in the record of the edit: it is no guarantee of this version.
  const tests = tested.tests.filter(({ origin }) => origin !== "contradicted");
  const passed = tests.filter(({ status }) => status === "passed").length;
  const gateRecord: GateRecord = {
    ranAt: new Date(clock.now()).toISOString(), tier: tested.health.tier, layers: tested.health.layers, bundleSizeBytes: built.sizeBytes, stages, tests, passed, failed: tests.length - passed,
  };
  return {
    id: newUuid(), generator: generator.info.id, entry: ENTRY_FILE, summary: api.summary, source: api.files, openapi: tested.openapi, contractTests: api.contractTests,
    gateRecord, assumptions: api.assumptions, secretNames: api.secretNames, hosts: api.hosts.map(({ host }) => host),
    hostReasons: Object.fromEntries(api.hosts.map(({ host, why }) => [host, why])), fixtures: api.hosts.flatMap(({ fixtures }) => fixtures),
    publicRoutes: api.publicRoutes, recipe: api.recipe ?? null,
  };
}
