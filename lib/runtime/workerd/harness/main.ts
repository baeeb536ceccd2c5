// Main module of every runtime: fixed platform code around the generated API. It shares an isolate with hostile code: it holds nothing
// worth stealing, and the host validates everything that comes from here.
import { boundedContext, type Context } from "./bounded-context.ts";
import { currentScope, flush, inScope, openScope, recordException, type HostService } from "./console.ts";
import { createData } from "./data.ts";
import { placeholders } from "./outbound.ts";
import "./scoped-callbacks.ts";
// After these: what the module prints while it loads is kept, and it sees their `fetch`.
import * as module from "./api.js";

interface HostBindings {
  HOST: HostService;
  SECRET_NAMES: string[];
}

const app = module.default;
if (typeof app?.fetch !== "function") throw new Error("The module has no default export with a fetch function: end it with `export default app`.");
// Hono gives every error to the API's onError: one that ends in a 5xx is an exception, whatever the API answers with.
const { errorHandler } = app;
if (typeof errorHandler === "function") {
  app.errorHandler = async (error, c) => {
    const response = await errorHandler.call(app, error, c);
    if (response.status >= 500) recordException(error);
    return response;
  };
}

export default {
  async fetch(request: Request, bindings: HostBindings, context: Context): Promise<Response> {
    const scope = openScope(request.headers.get("x-request-id") ?? "unknown", bindings.HOST, context);
    const env = {
      // A collection that the API keeps for its next requests acts for the request that uses it.
      DATA: createData(bindings.HOST, () => currentScope() ?? scope),
      SECRETS: placeholders(bindings.SECRET_NAMES),
      CONSUMER: Object.freeze({ id: request.headers.get("x-consumer-id") ?? "anonymous" }),
    };
    // What goes on after the reply has nobody else to tell of its failure.
    const waitUntil = (work: Promise<unknown>) => context.waitUntil(work.catch((error: unknown) => inScope(scope, () => recordException(error))));
    // A scratch runtime wants the lines before the reply, a live one the reply before the lines.
    const isFlushedFirst = request.headers.has("x-flush-console");
    let response: Response;
    try {
      response = await inScope(scope, () => app.fetch(request, env, boundedContext({ waitUntil })));
      // A refusal that leaves a large body unread would close the connection before the caller reads the reply.
      if (response.status >= 400 && request.body && !request.bodyUsed) await request.body.pipeTo(new WritableStream()).catch(() => {});
    } catch (error) {
      inScope(scope, () => recordException(error));
      response = Response.json({ error: { code: "internal", message: "The API threw an error." } }, { status: 500 });
    }
    if (isFlushedFirst) await flush(bindings.HOST, scope);
    else context.waitUntil(flush(bindings.HOST, scope).catch(() => {}));
    return response;
  },
};

/** Answers on its own socket, out of the API's reach, while the event loop turns. */
export const ping = { fetch: (): Response => new Response(null, { status: 204 }) };
