import type { Log } from "#lib/log.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";

/** At once: the successor has calls to serve as well. */
const AT_ONCE = 2;

/** Has the successor wake each API that is awake here, then lets ours finish its calls: until then it answers, so no call waits for a start. */
export async function handOverRuntimes(own: Pick<RuntimeBackend, "list" | "sleep">, successor: Pick<RuntimeBackend, "wake">, log: Log): Promise<void> {
  const awake = (await own.list()).filter(({ state }) => state === "awake").map(({ apiId }) => apiId);
  const next = async (): Promise<void> => {
    const apiId = awake.shift();
    if (apiId === undefined) return;
    await successor.wake(apiId).catch((error: unknown) => log.warn("runner.not_handed_over", { apiId, error }));
    await own.sleep(apiId);
    await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}
