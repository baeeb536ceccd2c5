import { getSession } from "#lib/auth/session.ts";
import { webDeps } from "#lib/deps.ts";
import { type Operation, serve as serveOperation } from "#lib/rest/serve.ts";

/** The handler of a route, with web's dependencies and cookies. */
export const serve = <Body, Output>(operation: Operation<Body, Output>) => serveOperation(operation, webDeps, getSession);
