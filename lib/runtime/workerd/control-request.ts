import { request } from "node:http";

const MAX_REPLY_BYTES = 8192;

/** Nothing came in time. */
export class ControlTimeout extends Error {}

/**
 * Asks the harness of a runtime (harness/main.ts). Rejects with ControlTimeout after `timeoutMs`, with the connection's error when the
 * runtime ends or breaks its reply off: always in time, whatever the code in it does.
 */
export function controlRequest(socketPath: string, method: "POST" | "PUT", body: string, timeoutMs: number): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
      sent.destroy();
    };
    const fail = (error: Error) => end(() => reject(error));
    const timer = setTimeout(() => fail(new ControlTimeout(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const sent = request({ socketPath, method, path: "/", headers: { host: "runtime", "content-length": Buffer.byteLength(body) }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      // What the code said is the code's: bounded.
      response.on("data", (chunk: string) => (text = (text + chunk).slice(0, MAX_REPLY_BYTES)));
      response.on("end", () => end(() => resolve({ status: response.statusCode ?? 0, text })));
      // Of a reply that has begun, the request hears no error.
      response.on("error", fail);
    });
    sent.on("error", fail);
    sent.end(body);
  });
}
