import type { Api, Context } from "../call-api.ts";
import { createFrontDoor } from "../front-door.ts";
import { guardFetch } from "../guard-fetch.ts";
import type { Manifest } from "../manifest.ts";
import { digestOf, readKeys } from "../read-keys.ts";
import type { StoreNamespace } from "./store-object.ts";

/** The Worker's bindings: STORE, API_KEYS, and each secret under its own name. */
interface Bindings {
  STORE: StoreNamespace;
  API_KEYS?: string;
  [name: string]: unknown;
}

/** The API as a Worker. All of its data is in one Durable Object, which does one operation after the other. */
export function createWorker(api: Api, manifest: Manifest, openapi: Record<string, unknown>) {
  globalThis.fetch = guardFetch(manifest.hosts.filter(({ isApproved }) => isApproved).map(({ host }) => host), globalThis.fetch.bind(globalThis));
  return {
    async fetch(request: Request, bindings: Bindings, context: Context): Promise<Response> {
      const keys = await readKeys(bindings.API_KEYS);
      const store = bindings.STORE.get(bindings.STORE.idFromName("data"));
      const answer = createFrontDoor({
        api, manifest, openapi, data: store,
        secrets: Object.fromEntries(manifest.secretNames.map((name) => [name, String(bindings[name] ?? "")])),
        consumerOf: async (key) => keys.get(await digestOf(key)) ?? null,
        // oxlint-disable-next-line no-console -- where a Worker's failures are told
        onError: (error) => console.error(error),
      });
      return answer(request, context);
    },
  };
}
