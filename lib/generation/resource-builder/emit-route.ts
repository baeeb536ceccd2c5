import type { Shape } from "./resource-shape.ts";

export interface Route {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  summary: string;
  /** Source of the members of `request`. */
  request: string;
  /** Source of the members of `responses`. */
  responses: string;
  /** Source of the handler's body: an expression, or a line for each statement. */
  handler: string | string[];
  /** Whether it shows a consumer only what is its own. */
  isOwned?: boolean;
}

/** One documented route and its handler. */
export function emitRoute(route: Route, shape: Shape): string {
  const { method, path, summary, request, responses, handler } = route;
  const isBlock = Array.isArray(handler);
  const answers = `responses: { ${responses} },`;
  return `app.openapi(createRoute({
  method: "${method}", path: "${path}", tags: [${JSON.stringify(shape.resource.plural)}], summary: ${JSON.stringify(summary)},${(route.isOwned ?? shape.isOwned) ? ' "x-per-consumer": true,' : ""}
  request: ${request},${request.length + answers.length > 140 ? "\n " : ""} ${answers}
}), async (c) => ${isBlock ? `{\n${handler.map((line) => `  ${line}\n`).join("")}}` : handler});`;
}
