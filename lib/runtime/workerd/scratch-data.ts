import { randomUUID } from "node:crypto";
import type { DataErrorCode, DataOperation, DataReply, DocumentStore } from "../runtime.ts";
import { canEndIn } from "./scratch-fault.ts";

/** The data of a scratch runtime, one round after the other: each starts empty. */
export interface ScratchData {
  /** Names a request of this round: what it stores belongs to the round, however late it does. */
  newRequestId(): string;
  run(requestId: string, operations: readonly DataOperation[]): Promise<DataReply[]>;
  /** Starts a new round, at once. What still runs for the one before can't reach it. */
  reset(): void;
  /** See Scratch.failData. */
  fail(code: DataErrorCode | null): number;
  /** Deletes what all rounds stored, after the operations under way. */
  drop(): Promise<void>;
}

export function createScratchData(documents: DocumentStore): ScratchData {
  let round = randomUUID();
  let requests = 0;
  let fault: DataErrorCode | null = null;
  let refused = 0;
  const used = new Set<string>();
  const running = new Set<Promise<unknown>>();
  return {
    newRequestId: () => `${round}.${++requests}`,
    async run(requestId, operations) {
      if (!requestId.startsWith(`${round}.`)) return operations.map(() => ({ err: { code: "unavailable", message: "The test that made this request has ended: its data is gone." } }));
      used.add(round);
      const code = fault;
      const isRefused = (operation: DataOperation): boolean => code !== null && canEndIn(operation, code);
      const turn = documents.run({ kind: "scratch", scratchId: round }, operations.filter((operation) => !isRefused(operation)));
      running.add(turn);
      refused += operations.filter(isRefused).length;
      const replies = (await turn.finally(() => running.delete(turn))).values();
      return operations.map((operation) => {
        if (code !== null && isRefused(operation)) return { err: { code, message: "A test of the platform lets the data fail with this error." } };
        return replies.next().value ?? { err: { code: "unavailable", message: "The data service gave no answer." } };
      });
    },
    reset() {
      round = randomUUID();
      [fault, refused] = [null, 0];
    },
    fail(code) {
      const before = refused;
      [fault, refused] = [code, 0];
      return before;
    },
    async drop() {
      round = randomUUID();
      await Promise.allSettled(running);
      await documents.dropScratch(...used);
    },
  };
}
