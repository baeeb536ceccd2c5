import { buildApi } from "../../e2e/fixtures/account.ts";
import { dice } from "../../supabase/tests/dice.ts";
import type { SoakApi, SoakApis } from "./soak-apis.ts";

export interface Churn {
  done: Record<string, number>;
  failed: string[];
  stop(): Promise<void>;
}
export interface ChurnOptions {
  apis: SoakApis;
  /** Those that are called; the churn exchanges them, so that others wake. */
  called: SoakApi[];
  productUrl: string;
  accessToken: string;
  prompt: string;
  seed: number;
}

const EVERY_MS = 500;
/** Of as many operations one is a build through the gate, which takes a second or more of the CPU. */
const OPERATIONS_PER_BUILD = 60;

/** What owners do all day, in an order that the seed decides, one thing at a time: deployments, key rolls, sleeps, wakes, pauses, deletions, builds. */
export function startChurn({ apis, called, productUrl, accessToken, prompt, seed }: ChurnOptions): Churn {
  const roll = dice(seed);
  const churn: Churn = { done: {}, failed: [], stop: async () => {} };
  const pick = (from: SoakApi[]): SoakApi => from[roll(from.length)] ?? fail();
  const idle = (): SoakApi => {
    for (;;) {
      const api = pick(apis.all);
      if (!called.includes(api)) return api;
    }
  };
  const remove = async (): Promise<void> => {
    const api = idle();
    apis.all.splice(apis.all.indexOf(api), 1);
    await apis.ask("DELETE", `/api/v1/apis/${api.apiId}`);
  };
  const operations: Record<string, () => Promise<unknown>> = {
    wake: async () => void (called[roll(called.length)] = idle()),
    sleep: async () => apis.ask("POST", `/api/v1/apis/${pick(called).apiId}/runtime/sleep`),
    deploy: () => apis.redeploy(pick(called)),
    async "key roll"() {
      const api = pick(called);
      const rolled = (await apis.ask("POST", `/api/v1/keys/${api.keyId}/roll`, { graceSeconds: 60 })) as { id: string; secret: string };
      Object.assign(api, { keyId: rolled.id, key: rolled.secret });
    },
    async pause() {
      const { apiId } = idle();
      await apis.ask("POST", `/api/v1/apis/${apiId}/pause`);
      await apis.ask("POST", `/api/v1/apis/${apiId}/resume`);
    },
    async "deletion and new API"() {
      await remove();
      apis.all.push(...(await apis.add(1)));
    },
  };
  const build = async (): Promise<void> => {
    const { status, body } = await buildApi(productUrl, accessToken, prompt);
    if (status !== 200) throw new Error(`a build: ${status} ${body.message}`);
    await apis.ask("DELETE", `/api/v1/apis/${body.apiId}`);
  };
  let isOver = false;
  const running = (async () => {
    for (let n = 1; !isOver; n += 1) {
      const names = Object.keys(operations);
      const name = n % OPERATIONS_PER_BUILD === 0 ? "build" : (names[roll(names.length)] ?? "");
      await (operations[name] ?? build)().then(() => (churn.done[name] = (churn.done[name] ?? 0) + 1), (error: Error) => churn.failed.push(`${name}: ${error.message}`));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  churn.stop = async () => {
    isOver = true;
    await running;
  };
  return churn;
}

function fail(): never {
  throw new Error("there is no API");
}
