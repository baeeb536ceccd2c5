import { randomUUID } from "node:crypto";
import type { DataOperation, DataReply, DocumentStore } from "../host-ports.ts";
import type { DataErrorCode } from "../runtime.ts";
import { canEndIn } from "./scratch-fault.ts";

/** The data of a scratch runtime: each round has its own, empty at first. */
export interface ScratchData {
  round(): DataRound;
  /** Runs operations in the round of the request, which is all that is believed of what the code says. */
  run(requestId: string, operations: readonly DataOperation[]): Promise<DataReply[]>;
  /** Ends every round and deletes what all of them stored, after the operations under way. */
  drop(): Promise<void>;
}
export interface DataRound {
  /** Names a request of this round: what it stores belongs to the round, however late it does. */
  newRequestId(): string;
  /** See ScratchRound.failData. */
  fail(code: DataErrorCode | null): number;
}

interface State {
  scratchId: string;
  fault: DataErrorCode | null;
  refused: number;
}

export function createScratchData(documents: DocumentStore): ScratchData {
  const rounds = new Map<string, State>();
  const running = new Set<Promise<unknown>>();
  const ended: DataReply = { err: { code: "unavailable", message: "The test that made this request has ended: its data is gone." } };
  return {
    round() {
      const state: State = { scratchId: randomUUID(), fault: null, refused: 0 };
      let requests = 0;
      return {
        newRequestId() {
          rounds.set(state.scratchId, state);
          return `${state.scratchId}.${++requests}`;
        },
        fail(code) {
          const before = state.refused;
          Object.assign(state, { fault: code, refused: 0 });
          return before;
        },
      };
    },
    async run(requestId, operations) {
      const state = rounds.get(requestId.split(".", 1)[0] ?? "");
      if (!state) return operations.map(() => ended);
      const { fault } = state;
      const isRefused = (operation: DataOperation): boolean => fault !== null && canEndIn(operation, fault);
      const turn = documents.run({ kind: "scratch", scratchId: state.scratchId }, operations.filter((operation) => !isRefused(operation)));
      running.add(turn);
      state.refused += operations.filter(isRefused).length;
      const replies = (await turn.finally(() => running.delete(turn))).values();
      return operations.map((operation) => {
        if (fault !== null && isRefused(operation)) return { err: { code: fault, message: "A test of the platform lets the data fail with this error." } };
        return replies.next().value ?? { err: { code: "unavailable", message: "The data service gave no answer." } };
      });
    },
    async drop() {
      const used = [...rounds.keys()];
      rounds.clear();
      await Promise.allSettled(running);
      await documents.dropScratch(...used);
    },
  };
}
