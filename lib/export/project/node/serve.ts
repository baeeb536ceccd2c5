import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Context } from "../call-api.ts";

const MAX_BODY_BYTES = 1 << 20;
const TOO_MUCH = "A body has at most 1 MB.";
interface BodyLength {
  isTooMuch: boolean;
}

/** Serves a `fetch` function over HTTP. */
export function serve(answer: (request: Request, context: Context) => Promise<Response>, { host, port }: { host: string; port: number }): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    exchange(answer, incoming, outgoing).catch((error: unknown) => {
      process.stderr.write(`${String(error instanceof Error ? (error.stack ?? error.message) : error)}\n`);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.destroy();
    });
  });
  return new Promise((resolve, reject) => server.once("error", reject).listen(port, host, () => resolve(server)));
}

async function exchange(answer: (request: Request, context: Context) => Promise<Response>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (Number(incoming.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return refuseLength(outgoing);
  if (!URL.canParse(addressOf(incoming))) return void outgoing.writeHead(400, { connection: "close" }).end("The address or the Host of this request can't be read.");
  const left = new AbortController();
  outgoing.once("close", () => left.abort());
  const length = { isTooMuch: false };
  const response = await answer(toRequest(incoming, left.signal, length), { waitUntil() {} }).catch((error: unknown) => {
    if (!length.isTooMuch) throw error;
  });
  // Whatever the API makes of a body that ends in an error: the length was at fault.
  if (length.isTooMuch || !response) return refuseLength(outgoing);
  outgoing.writeHead(response.status, headersOf(response));
  if (!response.body) return void outgoing.end();
  await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing).catch((error: unknown) => {
    if (!left.signal.aborted) throw error;
  });
}

const refuseLength = (outgoing: ServerResponse): void => void outgoing.writeHead(413, { connection: "close" }).end(TOO_MUCH);

function toRequest(incoming: IncomingMessage, signal: AbortSignal, length: BodyLength): Request {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) headers.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "");
  const { method = "GET" } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD" && (incoming.headers["content-length"] !== undefined || incoming.headers["transfer-encoding"] !== undefined);
  const init = { method, headers, signal, ...(hasBody ? { body: Readable.toWeb(Readable.from(bounded(incoming, length))), duplex: "half" } : {}) };
  return new Request(addressOf(incoming), init as RequestInit);
}

/** Put together, not resolved: `//books/1` is a path here, and no other host. */
const addressOf = ({ url = "/", headers }: IncomingMessage): string => (url.startsWith("/") ? `http://${headers.host ?? "localhost"}${url}` : url);

/** What a caller says of its length, or doesn't, is not believed. */
async function* bounded(incoming: AsyncIterable<Buffer>, length: BodyLength): AsyncGenerator<Buffer, void> {
  let sizeBytes = 0;
  for await (const chunk of incoming) {
    sizeBytes += chunk.length;
    length.isTooMuch = sizeBytes > MAX_BODY_BYTES;
    if (length.isTooMuch) throw new Error(TOO_MUCH);
    yield chunk;
  }
}

function headersOf(response: Response): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  return headers;
}
