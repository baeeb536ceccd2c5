import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { ControlMethod } from "./control-server.ts";

export const RUNNER_SOCKET = "runner.sock";
const OWN_SOCKET = /^runner-\d+\.sock$/;

export interface Succession {
  /** From now on another runner has what is not bound to this one. */
  retire(): void;
  isRetired(): boolean;
  /** The socket of the runner that has to answer this instead; null: this one. */
  elsewhere(method: ControlMethod, input: Record<string, unknown>): string | null;
  /** Others that run beside this one: how a runtime ended, only its own runner knows. */
  others(): string[];
  /** The name of a scratch runtime says whose it is. */
  scratchName(id: string): string;
  /** Something was begun here that only ends here, when the returned function is called. */
  begin(): () => void;
  /** Resolves when nothing of that is left. */
  idle(): Promise<void>;
}

const SCRATCH_METHODS: ReadonlySet<ControlMethod> = new Set(["scratchFetch", "failScratchData", "closeScratch"]);

/** While a runner hands over to the next, both run: whoever is asked for what the other one has passes it on. `ownSocket`: `runner-<pid>.sock`. */
export function createSuccession(ownSocket: string): Succession {
  const [folder, own] = [path.dirname(ownSocket), path.basename(ownSocket)];
  let isRetired = false;
  let begun = 0;
  const waiting: (() => void)[] = [];
  const at = (name: string): string | null => (name !== own && OWN_SOCKET.test(name) && existsSync(path.join(folder, name)) ? path.join(folder, name) : null);
  return {
    retire: () => void (isRetired = true),
    isRetired: () => isRetired,
    elsewhere(method, input) {
      if (SCRATCH_METHODS.has(method)) return at(String(input["scratchId"]).split(":")[0] ?? "");
      return isRetired && method !== "explainLost" && method !== "metrics" ? path.join(folder, RUNNER_SOCKET) : null;
    },
    others: () => readdirSync(folder).flatMap((name) => at(name) ?? []),
    scratchName: (id) => `${own}:${id}`,
    begin() {
      begun += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        begun -= 1;
        if (begun === 0) for (const resolve of waiting.splice(0)) resolve();
      };
    },
    idle: () => (begun === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
