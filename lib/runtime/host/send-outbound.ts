import { type ClientRequest, request, type IncomingMessage } from "node:http";
import type { ConnectPinned } from "./connect-pinned.ts";
import { EgressRefused } from "./egress.ts";
import type { OutboundTarget } from "./read-target.ts";

export interface OutboundMessage {
  target: OutboundTarget;
  method: string;
  /** Path and query, secrets filled in. */
  path: string;
  headers: Record<string, string | string[]>;
  body: Buffer;
  /** Checked. */
  addresses: readonly string[];
}

/** Sends one request over a connection of its own and resolves with the head of the reply. Redirects are the runtime's: each comes back here as a call of its own. */
export function sendOutbound(message: OutboundMessage, connect: ConnectPinned, signal: AbortSignal): Promise<IncomingMessage> {
  const { target: { host, port, isTls }, method, path, headers, body, addresses } = message;
  return new Promise((resolve, reject) => {
    // Without an agent: with one, the connection would be the agent's.
    const sent = open(() => request({ method, path, headers, host, port, signal, maxHeaderSize: 65_536, createConnection: () => connect({ addresses, host, port, isTls }) }));
    // What a host promises by an upgrade that nobody asked for is no reply.
    sent.on("upgrade", (_response, socket) => {
      socket.destroy();
      reject(new EgressRefused(`${host} answered with another protocol than HTTP.`));
    });
    sent.on("response", resolve);
    sent.on("error", (error) => reject(signal.aborted ? (signal.reason as Error) : new EgressRefused(`${host} could not be reached: ${wordsOf(error)}.`, { cause: error })));
    sent.end(body);
  });
}

/** What Node refuses to write: a secret with a line break in a header, for one. Its own words stay here. */
function open(start: () => ClientRequest): ClientRequest {
  try {
    return start();
  } catch (error) {
    throw new EgressRefused("A header or the address of this request holds a character that can't be sent there.", { cause: error });
  }
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: "it refuses connections", ECONNRESET: "it closed the connection", ETIMEDOUT: "it does not answer", EHOSTUNREACH: "no route leads there", ENETUNREACH: "no route leads there",
  HPE_HEADER_OVERFLOW: "its reply has too many headers",
};
/** Never the error's own text: it holds addresses. */
function wordsOf(error: Error): string {
  const code = "code" in error ? String(error.code) : "";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)) return "its certificate is not valid for this name, or it speaks no TLS";
  return WORDS[code] ?? (code.startsWith("HPE_") ? "its reply is not HTTP" : "the connection failed");
}
