import { getSession } from "#lib/auth/session.ts";
import { webDeps } from "#lib/deps.ts";
import { type AdminOperation, type Operation, type PublicOperation, serve as serveOperation, serveMethodNotAllowed } from "#lib/rest/serve.ts";

type Handler = ReturnType<typeof serveOperation>;
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The handler of an operation, with web's dependencies and cookies. */
export const serve = <Body, Output>(operation: Operation<Body, Output> | AdminOperation<Output> | PublicOperation<Output, Body>): Handler => serveOperation(operation, webDeps, getSession);

/** The handlers of one address: what it doesn't serve is 405 as a problem body. Next answers HEAD and OPTIONS itself. */
export function routes(served: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const refuse = serveMethodNotAllowed(Object.keys(served));
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, ...served };
}
