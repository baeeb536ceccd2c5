import { boundedContext, type Context } from "./bounded-context.ts";
import { currentScope, flush, inScope, openScope, recordException, type HostService } from "./console.ts";
import { createData } from "./data.ts";
import type { Api } from "./load-api.ts";
import { placeholders } from "./outbound.ts";

/** One call of the API. An error that it does not catch becomes a 500 that tells nothing of it, and a line for its owner. */
export async function serve(api: Api, secretNames: readonly string[], host: HostService, request: Request, context: Context): Promise<Response> {
  const scope = openScope(request.headers.get("x-request-id") ?? "unknown", host, context);
  const env = {
    // A collection that the API keeps for its next requests acts for the request that uses it.
    DATA: createData(host, () => currentScope() ?? scope),
    SECRETS: placeholders(secretNames),
    CONSUMER: Object.freeze({ id: request.headers.get("x-consumer-id") ?? "anonymous" }),
  };
  // What goes on after the reply has nobody else to tell of its failure.
  const waitUntil = (work: Promise<unknown>) => context.waitUntil(work.catch((error: unknown) => inScope(scope, () => recordException(error))));
  // A scratch runtime wants the lines before the reply, a live one the reply before the lines.
  const isFlushedFirst = request.headers.has("x-flush-console");
  let response: Response;
  try {
    response = await inScope(scope, () => api.fetch(request, env, boundedContext({ waitUntil })));
    // A refusal that leaves a large body unread would close the connection before the caller reads the reply.
    if (response.status >= 400 && request.body && !request.bodyUsed) await request.body.pipeTo(new WritableStream()).catch(() => {});
  } catch (error) {
    inScope(scope, () => recordException(error));
    response = Response.json({ error: { code: "internal", message: "The API threw an error." } }, { status: 500 });
  }
  if (isFlushedFirst) await flush(host, scope);
  else context.waitUntil(flush(host, scope).catch(() => {}));
  return response;
}
