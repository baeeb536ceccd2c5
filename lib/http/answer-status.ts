import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";

declare global {
  /** One per process: Next's bundles each get their own copy of this module. */
  var apiCreatorAnswers: AsyncLocalStorage<ServerResponse> | undefined;
}

const answers = (globalThis.apiCreatorAnswers ??= new AsyncLocalStorage());

/** Runs `serve`; what it renders can say of the answer that nothing is found. */
export const withAnswer = <T>(response: ServerResponse, serve: (request: IncomingMessage, response: ServerResponse) => T): T =>
  answers.run(response, serve, response.req, response);

/**
 * Makes the page that is being rendered a 404. Next's `notFound()` throws instead: its document is empty and drawn by the browser's scripts, late on
 * a slow line and never without them. Where only a page's parts are asked for the status stays: Next's router reads no others.
 */
export function answerNotFound(): void {
  const response = answers.getStore();
  if (response && !response.headersSent && response.req.headers["rsc"] === undefined) response.statusCode = 404;
}
