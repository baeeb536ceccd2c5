import { buildBundle, type Built } from "./build.ts";
import { checkSource } from "./check.ts";
import { contractTest, type Tested } from "./contract-test.ts";
import type { GenerationEvent } from "./events.ts";
import type { EarlierTests } from "./edit/earlier-tests.ts";
import type { GenerationDeps } from "./generation-deps.ts";
import type { GeneratedApi } from "./parse.ts";
import type { Stages } from "./stages.ts";
import { Stopped, together } from "./together.ts";

export interface PassedGate {
  built: Built;
  tested: Tested;
}

/**
 * The gate of every version: types and rules, the bundle, and its tests in the sandbox. The type check runs beside the others, which need
 * only the source; nothing is deployed before all of them passed. `earlier`: the tests of the version that this one changes. Throws `generation_failed` with the findings.
 */
export async function* passGate(api: GeneratedApi, stage: Stages["stage"], deps: Pick<GenerationDeps, "runtime">, signal: AbortSignal, earlier?: EarlierTests): AsyncGenerator<GenerationEvent, PassedGate> {
  const { runtime } = deps;
  const stop = new AbortController();
  const running = AbortSignal.any([signal, stop.signal]);
  const [, passed] = yield* together(
    stage("check", () => checkSource(api.files, runtime)),
    (async function* () {
      const built  = yield* stage("build", () => buildBundle(api.files, runtime));
      const tested = yield* stage("contract-test", () => contractTest(built.bundle, api.contractTests, runtime, running, { secretNames: api.secretNames, fixtures: api.hosts.flatMap(({ fixtures }) => fixtures), ...(earlier ? { earlier } : {}) }));
      return { built, tested };
    })(),
    () => stop.abort(new Stopped()),
  );
  return passed;
}
