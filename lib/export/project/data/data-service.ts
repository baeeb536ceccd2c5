import type { DataOperation, DataReply } from "#lib/runtime/host-ports.ts";
import type { HostService } from "#lib/runtime/workerd/harness/console.ts";
import type { SqliteStore } from "./sqlite-store.ts";

/** What data operations are sent to: `storeOf` names the store of a call by its request id. */
export function dataService(storeOf: (requestId: string) => SqliteStore): HostService {
  return {
    async fetch(_url, init) {
      const store = storeOf(new Headers(init?.headers).get("x-request-id") ?? "");
      return Response.json(answer(store, String(init?.body)));
    },
  };
}

export function answer(store: SqliteStore, body: string): DataReply[] {
  const operations: unknown = JSON.parse(body);
  return store.run(Array.isArray(operations) ? operations.map((operation): DataOperation => (Array.isArray(operation) ? operation : [])) : []);
}
