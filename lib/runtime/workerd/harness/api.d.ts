// The bundle of the generated API: a separate module of the runtime's config.
declare const api: { fetch(request: Request, env: unknown, context: unknown): Response | Promise<Response> } | undefined;
export default api;
