import { DataError } from "./api-creator.ts";
import type { ConsoleScope, HostService } from "./console.ts";

type Operation = readonly [name: string, collection: string, ...rest: unknown[]];
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
      for (const waiting of batch) waiting.reject(error);
    }
  };
  const call = (...operation: Operation) =>
    new Promise<unknown>((resolve, reject) => {
      const scope = scopeNow();
      const queue = queues.get(scope) ?? [];
      queues.set(scope, queue);
      if (queue.push({ operation, resolve, reject }) === 1) queueMicrotask(() => send(scope));
    });

  return {
    collection: (name: string, options: { unique?: readonly string[] } = {}) => {
      const unique = options.unique ?? [];
      return {
        insert: (value: unknown) => call("insert", name, value, { unique }),
        get: (id: string) => call("get", name, id),
        list: (listOptions?: unknown) => call("list", name, listOptions ?? {}),
        update: (id: string, patch: unknown, updateOptions?: { ifVersion?: number }) => call("update", name, id, patch, { ...updateOptions, unique }),
        delete: (id: string) => call("delete", name, id),
        count: (where?: unknown) => call("count", name, where ?? {}),
        aggregate: (aggregateOptions?: unknown) => call("aggregate", name, aggregateOptions ?? {}),
        increment: (id: string, field: string, by = 1, range?: unknown) => call("increment", name, id, field, by, range ?? {}),
      };
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
