import { readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { contentType } from "mime-types";
import Negotiator from "negotiator";
import send from "send";

const ADDRESS = "/_next/static/";
/** As compress-static.ts writes them, the smallest first. */
const VARIANTS = [["br", ".br"], ["gzip", ".gz"]] as const;

/**
 * Serves the files of a build (`.next/static`: scripts, sheets, letters), whose names change with their content: as compressed at the build,
 * kept by browsers for good, and past the framework. False for what is none of them: the request is somebody else's then.
 */
export function staticFiles(buildFolder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const root = join(buildFolder, "static");
  const names = new Set(readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)));
  return (request, response) => {
    const name = nameOf(request);
    if (name === null || !names.has(name)) return false;
    response.setHeader("Content-Type", contentType(extname(name)) || "application/octet-stream");
    response.setHeader("X-Content-Type-Options", "nosniff");
    const variants = VARIANTS.filter(([, extension]) => names.has(name + extension));
    if (variants.length > 0) response.setHeader("Vary", "Accept-Encoding");
    const accepted = new Negotiator(request).encodings(variants.map(([encoding]) => encoding));
    const [encoding, extension] = variants.find(([one]) => accepted.includes(one)) ?? [null, ""];
    if (encoding) response.setHeader("Content-Encoding", encoding);
    send(request, encodeURI(name + extension), { root, index: false, dotfiles: "allow", immutable: true, maxAge: "1y" }).on("error", ({ status }) => sayMissing(response, status)).pipe(response);
    return true;
  };
}

function nameOf({ method, url }: IncomingMessage): string | null {
  if ((method !== "GET" && method !== "HEAD") || !url?.startsWith(ADDRESS)) return null;
  return url.slice(ADDRESS.length).split("?", 1)[0] ?? null;
}

/** A newer build took it away. */
function sayMissing(response: ServerResponse, status: number): void {
  for (const name of response.getHeaderNames()) if (name !== "vary") response.removeHeader(name);
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" }).end(status === 416 ? "" : "This file is of an older build. Load the page again.\n");
}
