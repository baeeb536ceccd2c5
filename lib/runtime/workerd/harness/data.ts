import { DataError } from "./api-creator.ts";
import type { ConsoleScope, HostService } from "./console.ts";

type Operation = readonly [name: string, ...rest: unknown[]];
type Call = (...operation: Operation) => Promise<unknown>;
type Reply = { ok: unknown } | { err: { code: string; message: string } };
interface Waiting {
  operation: Operation;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** `c.env.DATA`: operations that one request issues in one microtask turn travel to the host together, under the request's id. */
export function createData(host: HostService, scopeNow: () => ConsoleScope) {
  const queues = new Map<ConsoleScope, Waiting[]>();

  const send = async (scope: ConsoleScope) => {
    const batch = queues.get(scope) ?? [];
    queues.delete(scope);
    try {
      const body = JSON.stringify(batch.map((waiting) => waiting.operation));
      const response = await host.fetch("http://host/data", { method: "POST", headers: { "x-request-id": scope.requestId }, body });
      if (response.status !== 200) throw new DataError(response.status === 413 ? "invalid" : "unavailable", await response.text());
      settle(batch, (await response.json()) as Reply[]);
    } catch (error) {
      // The connection to the host was lost, before or after it did the work.
      const told = error instanceof DataError ? error : new DataError("unavailable", "The data service can't be reached right now, or its answer was lost. Try again in a few seconds.");
      for (const waiting of batch) waiting.reject(told);
    }
  };
  const call: Call = (...operation) =>
    new Promise<unknown>((resolve, reject) => {
      const scope = scopeNow();
      const queue = queues.get(scope) ?? [];
      queues.set(scope, queue);
      if (queue.push({ operation, resolve, reject }) === 1) queueMicrotask(() => send(scope));
    });
  return { ...doors(call), transaction: (work: (data: ReturnType<typeof doors>) => readonly Promise<unknown>[]) => runTransaction(call, work) };
}

/** The operations that `work` starts, in the order in which it starts them, are one operation of the host: all of them happen, or none. */
async function runTransaction(call: Call, work: (data: ReturnType<typeof doors>) => readonly Promise<unknown>[]): Promise<unknown[]> {
  const waiting: Waiting[] = [];
  const queue: Call = (...operation) => {
    if (isOpen) return new Promise<unknown>((resolve, reject) => void waiting.push({ operation, resolve, reject }));
    return Promise.reject(new DataError("invalid", "A transaction's operations all start before its function returns: it can't await."));
  };
  let isOpen = true;
  const promised = [...work(doors(queue))];
  isOpen = false;
  const results = Promise.all(promised);
  results.catch(() => {});
  try {
    const replies = (await call("transaction", waiting.map(({ operation }) => operation))) as unknown[];
    for (const [index, { resolve }] of waiting.entries()) resolve(replies[index]);
  } catch (error) {
    for (const { reject } of waiting) reject(error);
    throw error;
  }
  return results;
}

function doors(call: Call) {
  return {
    collection: (name: string, options: { unique?: readonly string[] } = {}) => {
      const unique = options.unique ?? [];
      return {
        insert: (value: unknown, insertOptions?: { ttlSeconds?: number }) => call("insert", name, value, { ...insertOptions, unique }),
        get: (id: string) => call("get", name, id),
        list: (listOptions?: unknown) => call("list", name, listOptions ?? {}),
        update: (id: string, patch: unknown, updateOptions?: { ifVersion?: number; ttlSeconds?: number | null }) => call("update", name, id, patch, { ...updateOptions, unique }),
        delete: (id: string) => call("delete", name, id),
        count: (where?: unknown) => call("count", name, where ?? {}),
        aggregate: (aggregateOptions?: unknown) => call("aggregate", name, aggregateOptions ?? {}),
        increment: (id: string, field: string, by = 1, range?: unknown) => call("increment", name, id, field, by, range ?? {}),
      };
    },
    kv: {
      get: (key: string) => call("kvGet", "", key),
      put: (key: string, value: unknown, options?: { ttlSeconds?: number }) => call("kvPut", "", key, value, options ?? {}),
      delete: (key: string) => call("kvDelete", "", key),
      list: (options?: unknown) => call("kvList", "", options ?? {}),
    },
  };
}

function settle(batch: readonly Waiting[], replies: readonly Reply[]): void {
  for (const [index, waiting] of batch.entries()) {
    const reply = replies[index];
    if (reply === undefined) waiting.reject(new DataError("unavailable", "The data service gave no answer."));
    else if ("err" in reply) waiting.reject(new DataError(reply.err.code, reply.err.message));
    else waiting.resolve(reply.ok);
  }
}
