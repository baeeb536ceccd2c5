import { randomUUID } from "node:crypto";
import type { DataOperation, DataReply, DocumentStore } from "../runtime.ts";

/** The data of a scratch runtime, one round after the other: each starts empty. */
export interface ScratchData {
  /** Names a request of this round: what it stores belongs to the round, however late it does. */
  newRequestId(): string;
  run(requestId: string, operations: readonly DataOperation[]): Promise<DataReply[]>;
  /** Starts a new round, at once. What still runs for the one before can't reach it. */
  reset(): void;
  /** Deletes what all rounds stored, after the operations under way. */
  drop(): Promise<void>;
}

export function createScratchData(documents: DocumentStore): ScratchData {
  let round = randomUUID();
  let requests = 0;
  const used = new Set<string>();
  const running = new Set<Promise<unknown>>();
  return {
    newRequestId: () => `${round}.${++requests}`,
    async run(requestId, operations) {
      if (!requestId.startsWith(`${round}.`)) return operations.map(() => ({ err: { code: "unavailable", message: "The test that made this request has ended: its data is gone." } }));
      used.add(round);
      const turn = documents.run({ kind: "scratch", scratchId: round }, operations);
      running.add(turn);
      return turn.finally(() => running.delete(turn));
    },
    reset: () => void (round = randomUUID()),
    async drop() {
      round = randomUUID();
      await Promise.allSettled(running);
      await documents.dropScratch(...used);
    },
  };
}
