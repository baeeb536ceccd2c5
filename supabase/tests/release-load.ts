import type { ReleasedApi, ReleasedApis } from "./released-apis.ts";

export interface ReleaseLoad {
  answers: number;
  failed: string[];
  /** Answers of two versions, of another than the pinned one, or of an older one than an answer before the call had. */
  mixed: string[];
  /** Makes a version live, under load. How long until it was, and until the last call began that the version before still answered. */
  deploy(version: number): Promise<{ deployedMs: number; servedMs: number }>;
  /** `count` more answers. */
  wait(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** A machine that is busy with something else is not piled up with calls: fewer are sent. */
const MAX_IN_FLIGHT = 100;

interface Epoch {
  from: number;
  to: number;
  startedAt: number;
  /** A call was answered by `to`. */
  hasBegun: boolean;
  lastOldAt: number;
}

/** Calls an API at a steady rate, every other call with its version pinned to 1. */
export function releaseLoad(apis: ReleasedApis, api: ReleasedApi, callsPerSecond: number): ReleaseLoad {
  let epoch: Epoch = { from: 1, to: 1, startedAt: 0, hasBegun: true, lastOldAt: 0 };
  const waiting: { at: number; resolve: () => void }[] = [];
  const running = new Set<Promise<void>>();
  const load: ReleaseLoad = {
    answers: 0, failed: [], mixed: [],
    async deploy(version) {
      const startedAt = performance.now();
      epoch = { from: epoch.to, to: version, startedAt, hasBegun: false, lastOldAt: startedAt };
      const own = epoch;
      await apis.deploy(api, version);
      const deployedMs = performance.now() - startedAt;
      await load.wait(callsPerSecond);
      return { deployedMs, servedMs: own.lastOldAt - startedAt };
    },
    wait: (count) => new Promise((resolve) => void waiting.push({ at: load.answers + load.failed.length + count, resolve })),
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
  const callOnce = async (isPinned: boolean): Promise<void> => {
    const [own, hasBegun, startedAt] = [epoch, epoch.hasBegun, performance.now()];
    const response = await apis.fetch(api, "/", isPinned ? { "API-Version": "1" } : {}).catch((error: unknown) => `${String(error)} ${String((error as { cause?: unknown }).cause)}`);
    const text = typeof response === "string" ? response : await response.text().catch((error: unknown) => `broken ${String(error)}`);
    const [first, last] = text.split(" ").map(Number);
    if (typeof response === "string" || response.status !== 200 || first === undefined || Number.isNaN(first)) load.failed.push(`${isPinned ? "pinned " : ""}${text.slice(0, 300)}`);
    else {
      load.answers += 1;
      const isRight = isPinned ? first === 1 && response.headers.get("api-version") === "1" : own !== epoch || first === own.to || (first === own.from && !hasBegun);
      if (first !== last || !isRight) load.mixed.push(`${isPinned ? "pinned " : ""}${text} while ${own.from} → ${own.to}`);
      if (!isPinned && own === epoch && first === own.to && own.from !== own.to) own.hasBegun = true;
      if (!isPinned && own === epoch && first === own.from && own.from !== own.to) own.lastOldAt = Math.max(own.lastOldAt, startedAt);
    }
    for (const one of waiting) if (load.answers + load.failed.length >= one.at) one.resolve();
  };
  let sent = 0;
  const beganAt = performance.now();
  const timer = setInterval(() => {
    for (const due = ((performance.now() - beganAt) / 1000) * callsPerSecond; sent < due; sent += 1) {
      if (running.size >= MAX_IN_FLIGHT) continue;
      const call: Promise<void> = callOnce(sent % 2 === 1).finally(() => running.delete(call));
      running.add(call);
    }
  }, 5);
  return load;
}
