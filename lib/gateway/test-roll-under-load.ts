import assert from "node:assert/strict";
import { sql } from "kysely";
import { Pool } from "undici";
import { asUser } from "#lib/db/as-user.ts";
import { connect, typed } from "#lib/db/connect.ts";
import { newKeyRow } from "#lib/keys/new-key-row.ts";
import { startTestGateway, TEST_PEPPER, type TestGateway } from "./test-gateway.ts";

const PER_SECOND = 200;
const WORKERS = 16;

/** Rolls a key in the midst of calls to two gateways; half of its users change over after half of the grace. Every call must be served, and the old key end with its grace. */
export async function rollUnderLoad(seconds: number): Promise<void> {
  const one = await startTestGateway();
  const gateways = [one, await startTestGateway({ beside: one })];
  await loadAndRoll(gateways, seconds).finally(async () => {
    for (const gateway of gateways.toReversed()) await gateway.stop();
  });
}

async function loadAndRoll(gateways: readonly TestGateway[], seconds: number): Promise<void> {
  const [one] = gateways;
  assert.ok(one);
  const api = await one.makeApi();
  const graceSeconds = Math.max(1, Math.floor(seconds / 2));
  const callers = gateways.map((gateway) => new Pool(gateway.url, { connections: WORKERS }));
  const callWith = async (which: number, secret: string): Promise<number> => {
    const { statusCode, body } = await (callers[which % callers.length] ?? assert.fail()).request({ method: "GET", path: `/${api.apiId}/x`, headers: { "x-api-key": secret } });
    await body.dump();
    return statusCode;
  };
  const statuses: Record<string, number> = {};
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  let successor: { key: string; takesOverAt: number } | null = null;
  // Each waits for its answer: what is sent within the grace is answered within it, however slow the machine is.
  const work = async (worker: number): Promise<void> => {
    for (let n = 0; elapsed() < seconds; n += 1) {
      const usesNew = successor !== null && (worker % 2 === 0 || elapsed() > successor.takesOverAt);
      const status = await callWith(worker + n, usesNew && successor ? successor.key : api.key).catch(String);
      statuses[status] = (statuses[status] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, ((n + 1) * WORKERS) / PER_SECOND - elapsed()) * 1000));
    }
  };
  const rolled = new Promise((resolve) => setTimeout(resolve, (seconds / 4) * 1000)).then(() => roll(one, api, graceSeconds)).then((key) => (successor = { key, takesOverAt: elapsed() + graceSeconds / 2 }));
  const [{ key }] = await Promise.all([rolled, ...Array.from({ length: WORKERS }, (_, worker) => work(worker))]);
  assert.deepEqual(Object.keys(statuses), ["200"], JSON.stringify(statuses));
  for (const which of gateways.keys()) {
    while ((await callWith(which, api.key)) !== 401) assert.ok(elapsed() < seconds + graceSeconds + 1, "the old key outlived its grace");
    assert.equal(await callWith(which, key), 200);
  }
  await Promise.all(callers.map((pool) => pool.close()));
}

/** As the verb does, with a grace that a test can wait for. Returns the successor. */
async function roll(bed: TestGateway, { keyId, workspaceId }: { keyId: string; workspaceId: string }, graceSeconds: number): Promise<string> {
  const web = connect(bed.database.webUrl, "test-web", 1);
  const [user] = await bed.admin<{ id: string }[]>`select user_id as id from public.workspace_members where workspace_id = ${workspaceId}`;
  const { secret, row } = newKeyRow("call", [TEST_PEPPER]);
  const { rows } = await asUser({ kind: "user", userId: user?.id ?? "", email: "", workspaceId }, typed(web), (tx) =>
    sql<{ isRolled: boolean }>`select private.roll_key(${keyId}::uuid, ${JSON.stringify(row)}::text::jsonb, ${graceSeconds}) as "isRolled"`.execute(tx)).finally(() => web.end());
  assert.equal(rows[0]?.isRolled, true);
  return secret;
}
