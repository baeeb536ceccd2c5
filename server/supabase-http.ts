import http from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

const ALLOWED = /^\/(auth|rest)\/v1(\/|$)/;
const MAX_BODY_BYTES = 1_000_000;

export interface SupabaseHttpOptions {
  fetch: (request: Request) => Promise<Response>;
  onError: (error: unknown) => void;
}

/**
 * The door of the embedded Supabase on loopback. Only /auth/v1 and /rest/v1 pass: beside them the server answers /_system/info to
 * anybody with the superuser's database URL.
 */
export function createSupabaseHttp({ fetch, onError }: SupabaseHttpOptions): http.Server {
  return http.createServer(async (req, res) => {
    try {
      const request = await toRequest(req);
      const response = request instanceof Response ? request : await fetch(request);
      res.writeHead(response.status, Object.fromEntries(response.headers));
      if (response.body) Readable.fromWeb(response.body as ReadableStream).on("error", () => res.destroy()).pipe(res);
      else res.end();
    } catch (error) {
      onError(error);
      if (!res.headersSent) res.writeHead(503, { "content-type": "application/json", "retry-after": "1" });
      res.end(JSON.stringify({ message: "The database is not available right now. Try again in a moment." }));
    }
  });
}

async function toRequest(req: http.IncomingMessage): Promise<Request | Response> {
  const notFound = () => Response.json({ message: "not found" }, { status: 404 });
  if (!req.url?.startsWith("/") || !URL.canParse(`http://127.0.0.1${req.url}`)) return notFound();
  // The address is parsed once: what was checked is what is served.
  const url = new URL(`http://127.0.0.1${req.url}`);
  if (!ALLOWED.test(url.pathname) || /%2e|%2f|%5c|\\/i.test(url.pathname)) return notFound();
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2) headers.append(req.rawHeaders[i] ?? "", req.rawHeaders[i + 1] ?? "");
  const init: RequestInit = { method: req.method ?? "GET", headers };
  if (req.method !== "GET" && req.method !== "HEAD") {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return Response.json({ message: `The body is over ${MAX_BODY_BYTES} bytes.` }, { status: 413 });
      chunks.push(chunk);
    }
    init.body = Buffer.concat(chunks);
  }
  return new Request(url, init);
}
