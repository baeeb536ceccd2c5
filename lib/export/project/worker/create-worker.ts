import type { Api, Context } from "../call-api.ts";
import { createFrontDoor } from "../front-door.ts";
import { guardFetch } from "../guard-fetch.ts";
import type { Manifest } from "../manifest.ts";
import { digestOf, readKeys } from "../read-keys.ts";
import type { StoreNamespace } from "./store-object.ts";

/** The Worker's bindings: STORE, API_KEYS, ADMIN_KEY, and each secret under its own name. */
interface Bindings {
  STORE: StoreNamespace;
  API_KEYS?: string;
  /** Who has it loads data; without it nobody does. */
  ADMIN_KEY?: string;
  [name: string]: unknown;
}

const LOAD = /^\/_load\/\w+$/;

/** The API as a Worker. All of its data is in one Durable Object, which does one operation after the other. */
export function createWorker(api: Api, manifest: Manifest, openapi: Record<string, unknown>) {
  globalThis.fetch = guardFetch(manifest.hosts.filter(({ isApproved }) => isApproved).map(({ host }) => host), globalThis.fetch.bind(globalThis));
  return {
    async fetch(request: Request, bindings: Bindings, context: Context): Promise<Response> {
      const store = bindings.STORE.get(bindings.STORE.idFromName("data"));
      const { pathname } = new URL(request.url);
      if (request.method === "POST" && LOAD.test(pathname) && (await isAdmin(request, bindings.ADMIN_KEY))) return store.fetch(`http://host${pathname.replace("_load", "load")}`, { method: "POST", body: await request.text() });
      const keys = await readKeys(bindings.API_KEYS);
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

async function isAdmin(request: Request, adminKey: string | undefined): Promise<boolean> {
  const given = request.headers.get("authorization")?.replace(/^Bearer +/i, "") ?? "";
  return adminKey !== undefined && adminKey.length >= 20 && (await digestOf(given)) === (await digestOf(adminKey));
}
