// Main module of every runtime: fixed platform code around the generated API. It shares an isolate with hostile code: it holds nothing
// worth stealing, and the host validates everything that comes from here.
import type { Context } from "./bounded-context.ts";
import { exceptionText, type HostService } from "./console.ts";
import { loadApi, type Api, type UnsafeEval } from "./load-api.ts";
// After these: what the API prints while it loads is kept, and it sees their `fetch`.
import "./outbound.ts";
import { rehearse } from "./rehearse.ts";
import "./scoped-callbacks.ts";
import { serve } from "./serve.ts";

interface HostBindings {
  HOST: HostService;
  UNSAFE_EVAL?: UnsafeEval;
}

let api: Api | null = null;
let secretNames: readonly string[] = [];
let isTaken = false;

export default {
  async fetch(request: Request, bindings: HostBindings, context: Context): Promise<Response> {
    return api ? serve(api, secretNames, bindings.HOST, request, context) : new Response(null, { status: 503 });
  },
};

/**
 * On its own socket, out of the API's reach. POST `{ code, secretNames }`: the runtime becomes this API's, once and for good; 422 with what
 * the code said when it fails. PUT: a rehearsal, before it is anybody's.
 */
export const control = {
  async fetch(request: Request, bindings: HostBindings, context: Context): Promise<Response> {
    const unsafeEval = bindings.UNSAFE_EVAL;
    if (isTaken || !unsafeEval) return new Response(null, { status: 409 });
    if (request.method === "PUT") {
      await rehearse(unsafeEval, bindings.HOST, context);
      return new Response(null, { status: 204 });
    }
    isTaken = true;
    const given = (await request.json()) as { code: string; secretNames: string[] };
    // It is needed no more: code that catches the bindings finds nothing that makes code of a text.
    delete bindings.UNSAFE_EVAL;
    try {
      secretNames = given.secretNames;
      api = loadApi(given.code, unsafeEval);
      return new Response(null, { status: 204 });
    } catch (error) {
      return new Response(exceptionText(error), { status: 422 });
    }
  },
};

/** Answers on its own socket, out of the API's reach, while the event loop turns. */
export const ping = { fetch: (): Response => new Response(null, { status: 204 }) };
