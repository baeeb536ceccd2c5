import { DataError } from "./api-creator.ts";
import type { HostService } from "./console.ts";

type Operation = readonly [name: string, collection: string, ...rest: unknown[]];
type Reply = { ok: unknown } | { err: { code: string; message: string } };
interface Waiting {
  operation: Operation;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** `c.env.DATA`: operations issued in one microtask turn travel to the host in one request. */
export function createData(host: HostService, requestId: string) {
  let queue: Waiting[] = [];

  const send = async () => {
    const batch = queue;
    queue = [];
    try {
      const body = JSON.stringify(batch.map((waiting) => waiting.operation));
      const response = await host.fetch("http://host/data", { method: "POST", headers: { "x-request-id": requestId }, body });
      if (response.status !== 200) throw new DataError(response.status === 413 ? "invalid" : "unavailable", await response.text());
      const replies = (await response.json()) as Reply[];
      batch.forEach((waiting, index) => {
        const reply = replies[index];
        if (reply === undefined) waiting.reject(new DataError("unavailable", "The data service gave no answer."));
        else if ("err" in reply) waiting.reject(new DataError(reply.err.code, reply.err.message));
        else waiting.resolve(reply.ok);
      });
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  };
  const call = (...operation: Operation) =>
    new Promise<unknown>((resolve, reject) => {
      if (queue.push({ operation, resolve, reject }) === 1) queueMicrotask(send);
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
