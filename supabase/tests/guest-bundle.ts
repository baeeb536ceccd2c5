/** A bundle that answers with `body`, the source of a function `(request, env, url) => Response | value`; an error is told with its code. */
export const guestBundle = (body: string): string => `import { DataError } from "./api-creator.ts";
const handle = async (request, env, url) => { ${body} };
export default { async fetch(request, env) { try { const out = await handle(request, env, new URL(request.url)); return out instanceof Response ? out : Response.json(out ?? null); }
  catch (error) { return Response.json({ error: String(error.message), code: error.code ?? null, isDataError: error instanceof DataError }, { status: 500 }); } } };`;
