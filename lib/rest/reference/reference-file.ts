import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#lib/errors.ts";
import { requestIdFrom } from "#lib/id.ts";
import { problemResponse } from "../serve.ts";
import type { Reference } from "./reference-page.ts";

/** What the two pages load, and nothing else. Web's working directory is the checkout, also when Next has bundled this. */
const OWN = "lib/rest/reference";
const FILES: Record<Reference, Record<string, string>> = {
  docs: { "swagger-ui-bundle.js": "node_modules/swagger-ui-dist", "swagger-ui.css": "node_modules/swagger-ui-dist", "start-docs.js": OWN, "reference.css": OWN },
  redoc: { "redoc.standalone.js": "node_modules/redoc/bundles", "start-redoc.js": OWN, "reference.css": OWN },
};
/** Redoc's mark comes from its makers' server; nobody's browser asks there for us. */
const REDOC_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";
/** Where it makes a style while it is loaded, before anybody could tell it the nonce. */
const REDOC_NONCE = /(function\(\w\)\{var \w=)\w\.nc;/;

interface Loaded {
  text: string;
  etag: string;
}
const loaded = new Map<string, Promise<Loaded>>();

/** A script or style of a reference page; 404 for every other name. */
export async function referenceFile(which: Reference, name: string, request: Request): Promise<Response> {
  const folder = Object.hasOwn(FILES[which], name) ? FILES[which][name] : undefined;
  if (folder === undefined) return problemResponse(new AppError("not_found", "There is no such file here."), requestIdFrom(request.headers.get("x-request-id")), new URL(request.url).pathname, () => {});
  const path = join(process.cwd(), folder, name);
  const reading = loaded.get(path) ?? load(path);
  loaded.set(path, reading);
  reading.catch(() => loaded.delete(path));
  const { text, etag } = await reading;
  const headers = { "Content-Type": name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=0, must-revalidate", ETag: etag };
  return request.headers.get("if-none-match") === etag ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}

async function load(path: string): Promise<Loaded> {
  const text = (await readFile(path, "utf8")).replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "").replace(REDOC_LOGO, "data:,").replace(REDOC_NONCE, "$1document.currentScript?.nonce;");
  return { text, etag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}
