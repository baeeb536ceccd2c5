// The bundle of the generated API: a separate module of the runtime's config.
type ErrorHandler = (error: unknown, c: unknown) => Response | Promise<Response>;
/** A Hono app is one; anything with `fetch` serves. */
declare const api: { fetch(request: Request, env: unknown, context: unknown): Response | Promise<Response>; errorHandler?: ErrorHandler } | undefined;
export default api;
