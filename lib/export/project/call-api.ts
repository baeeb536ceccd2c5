import type { ConsoleScope, HostService } from "#lib/runtime/workerd/harness/console.ts";
import { createData } from "#lib/runtime/workerd/harness/data.ts";

/** A Hono app is one; anything with `fetch` serves. */
export interface Api {
  fetch(request: Request, env: unknown, context: unknown): Response | Promise<Response>;
}
export interface Context {
  waitUntil(promise: Promise<unknown>): void;
}
/** What an API gets as `c.env`, and where its failures are told. */
export interface Surroundings {
  data: HostService;
  secrets: Readonly<Record<string, string>>;
  /** The call that runs, for collections that the API keeps from one to the next; absent: each keeps its own. */
  scopeNow?(): ConsoleScope | undefined;
  onError(error: unknown): void;
}

export const newScope = (requestId: string): ConsoleScope => ({ requestId, lines: [], count: 0, bytes: 0 });

/** One call of the API. An error that it does not catch becomes a 500 that tells nothing of it. */
export async function callApi(api: Api, request: Request, caller: { consumer: string; scope: ConsoleScope }, { data, secrets, scopeNow, onError }: Surroundings, context: Context): Promise<Response> {
  const env = {
    DATA: createData(data, () => scopeNow?.() ?? caller.scope),
    SECRETS: Object.freeze({ ...secrets }),
    CONSUMER: Object.freeze({ id: caller.consumer }),
  };
  try {
    return await api.fetch(request, env, { waitUntil: (work: Promise<unknown>) => context.waitUntil(work.catch(onError)), passThroughOnException() {}, props: {} });
  } catch (error) {
    onError(error);
    return Response.json({ error: { code: "internal", message: "The API threw an error." } }, { status: 500 });
  }
}
