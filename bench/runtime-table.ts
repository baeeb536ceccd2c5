import os from "node:os";
import { startTestGateway, type TestApi, type TestGateway } from "#lib/gateway/test-gateway.ts";
import type { SourceFiles } from "#lib/runtime/runtime.ts";
import type { Contender, Entry } from "./contenders/contender.ts";
import { densityRows } from "./contenders/density-rows.ts";
import { neighbourRows } from "./contenders/neighbour-rows.ts";
import { ourContender } from "./contenders/our-contender.ts";
import { denoContender, nodeContender } from "./contenders/process-contender.ts";
import { SAMPLE } from "./contenders/sample.ts";
import { throughputRows } from "./contenders/throughput-rows.ts";
import { wakeRows } from "./contenders/wake-rows.ts";
import { formatTable } from "./format-table.ts";
import { spinnerBody } from "./spinner-body.ts";

const AWAKE = 10;
const SPINNER: SourceFiles = { "main.ts": `export default { async fetch() { ${spinnerBody} } };` };
const WITHOUT_DENO = ["a Deno process per API: not installed here"];

/** One generated API in our runtimes and in what a user might run instead, behind the same gateway, side by side in one run. */
export async function runtimeTable(): Promise<string> {
  const byApi = new Map<string, Contender>();
  const bed = await startTestGateway({ logTo: () => {}, wallMs: 20_000, wake: (apiId, lostSocket) => byApi.get(apiId)?.wake(apiId, lostSocket) ?? Promise.reject(new Error("it is not deployed")) });
  const deno = denoContender();
  const contenders = [await ourContender(bed, 2), await ourContender(bed, 0), nodeContender(), ...(deno ? [deno] : [])];
  try {
    const entries: Entry[] = [];
    for (const contender of contenders) entries.push(await deployTo(contender, bed, byApi));
    // A fresh process of ours is like a parked one once it is awake.
    const unlike = entries.toSpliced(1, 1);
    const tables = [await wakeRows(bed, entries), await densityRows(unlike), await throughputRows(unlike), await neighbourRows(bed, unlike)];
    return tables.map((rows) => formatTable(deno ? rows : [...rows, WITHOUT_DENO])).join("\n\n");
  } finally {
    for (const contender of contenders) await contender.close();
    await bed.stop();
  }
}

async function deployTo(contender: Contender, bed: TestGateway, byApi: Map<string, Contender>): Promise<Entry> {
  const deploy = async (files: SourceFiles): Promise<TestApi> => {
    const api = await bed.makeApi();
    byApi.set(api.apiId, contender);
    await contender.deploy(api, files);
    return api;
  };
  const entry: Entry = { contender, apis: [], spinners: [] };
  while (entry.apis.length < AWAKE) entry.apis.push(await deploy(SAMPLE));
  while (entry.spinners.length < os.cpus().length) entry.spinners.push(await deploy(SPINNER));
  return entry;
}
