import type { TestApi } from "#lib/gateway/test-gateway.ts";
import { newUuid } from "#lib/id.ts";
import { guestBundle } from "./guest-bundle.ts";
import type { LiveGateway } from "./live-gateway.ts";

/** An API whose every answer says its version at its beginning and at its end. */
export const versionedBundle = (number: number): string =>
  guestBundle(`const encoder = new TextEncoder(); return new Response(new ReadableStream({ async start(c) { c.enqueue(encoder.encode("${number} ")); await new Promise((r) => setTimeout(r, 2)); c.enqueue(encoder.encode("${number}")); c.close(); } }));`);

/** Makes version `number` live, as a deployment does: gateway and runner hear of it. */
export async function redeploy(bed: LiveGateway, api: TestApi, number: number): Promise<void> {
  const versionId = newUuid();
  bed.live.set(api.apiId, { versionId, workspaceId: api.workspaceId, bundle: versionedBundle(number), secretNames: [] });
  await bed.admin.begin(async (tx) => {
    await tx`insert into public.versions (id, workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record)
      select ${versionId}, workspace_id, api_id, ${number}, generator, source, openapi, contract_tests, gate_record from public.versions where id = ${api.versionId}`;
    await tx`update public.apis set live_version_id = ${versionId} where id = ${api.apiId}`;
  });
  await bed.sandbox.backend.refresh(api.apiId);
}

export interface RedeployLoad {
  answers: number;
  failed: string[];
  /** Answers that began in one version and ended in another, or came from an older one than an answer before the call had. */
  mixed: string[];
  stop(): Promise<void>;
}

/** Calls the API from `callers` callers, each every `everyMs` or as fast as it is answered, until it is stopped. */
export function loadOf(bed: LiveGateway, api: TestApi, callers: number, everyMs: number): RedeployLoad {
  let isOver = false;
  let newest = 0;
  const load: RedeployLoad = { answers: 0, failed: [], mixed: [], stop: async () => {} };
  const callOnce = async () => {
    const before = newest;
    const response = await bed.fetch(api, "/").catch((error: unknown) => String(error));
    if (typeof response === "string") return load.failed.push(response);
    const text = await response.text().catch((error: unknown) => `broken: ${String(error)}`);
    if (response.status !== 200 || text.startsWith("broken")) return load.failed.push(`${response.status} ${text.slice(0, 200)}`);
    load.answers += 1;
    const [first, last] = text.split(" ").map(Number);
    if (first === undefined || first !== last || first < before) load.mixed.push(`${text} after ${before}`);
    newest = Math.max(newest, first ?? 0);
  };
  const run = async () => {
    for (let due = performance.now() + everyMs; !isOver; due += everyMs) {
      await callOnce();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
  };
  const running = Promise.all(Array.from({ length: callers }, run));
  load.stop = async () => {
    isOver = true;
    await running;
  };
  return load;
}
