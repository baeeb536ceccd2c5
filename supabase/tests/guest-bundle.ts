import { ANY_LIBRARIES, bundleText } from "#lib/runtime/compile/bundle-text.ts";

/** A bundle that answers with `body`, the source of a function `(request, env, url) => Response | value`; an error is told with its code. */
export const guestBundle = (body: string): string => bundleText(`"use strict"; const { DataError } = require("api-creator");
const handle = async (request, env, url) => { ${body} };
exports.default = { async fetch(request, env) { try { const out = await handle(request, env, new URL(request.url)); return out instanceof Response ? out : Response.json(out ?? null); }
  catch (error) { return Response.json({ error: String(error.message), code: error.code ?? null, isDataError: error instanceof DataError }, { status: 500 }); } } };`, ANY_LIBRARIES);
