import type { SourceFiles } from "../runtime.ts";

const PACKAGES = ["hono", "@hono/zod-openapi", "zod", "api-creator"];
/** Parts of Hono that exist, need no other platform than Workers, which this one is (not `hono/bun`, `hono/deno`, …), and reach nothing outside of the request. */
export const HONO_PARTS = [
  ...["accepts", "basic-auth", "bearer-auth", "body-limit", "cloudflare-workers", "combine", "cookie", "cors", "csrf", "etag", "factory", "html", "http-exception", "jwt", "language", "logger"],
  ...["method-not-allowed", "method-override", "pretty-json", "quick", "request-id", "route", "secure-headers", "streaming", "timeout", "timing", "tiny", "trailing-slash", "types", "validator"],
  ...["utils/cookie", "utils/crypto", "utils/encode", "utils/html", "utils/http-status", "utils/mime", "utils/types", "utils/url"],
];
const ALLOWED = new Set([...PACKAGES, ...HONO_PARTS.map((part) => `hono/${part}`)]);

/** Whether generated code may import this; its own files as `./name` or `./name.ts`. */
export const mayImport = (name: string, files: SourceFiles): boolean => ALLOWED.has(name) || ownFile(name, files) !== null;

/** The name of the API's own file behind a specifier, or null. */
export function ownFile(name: string, files: SourceFiles): string | null {
  const base = /^\.\/([A-Za-z0-9_-]+)(\.ts|\.js)?$/.exec(name)?.[1];
  return base !== undefined && Object.hasOwn(files, `${base}.ts`) ? `${base}.ts` : null;
}

export function refuseImport(name: string): string {
  const shown = `"${name.slice(0, 120)}" can't be imported.`;
  if (name.startsWith("hono/")) return `${shown} Allowed parts of hono: ${HONO_PARTS.join(", ")}.`;
  return `${shown} Allowed: hono, its parts such as hono/cors, @hono/zod-openapi, zod, api-creator and the API's own files.`;
}
