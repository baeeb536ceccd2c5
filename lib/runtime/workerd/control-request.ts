import { request } from "node:http";

const MAX_REPLY_BYTES = 8192;

/** Asks the harness of a runtime (harness/main.ts). Rejects when the runtime ends, or says nothing for `timeoutMs`. */
export function controlRequest(socketPath: string, method: "POST" | "PUT", body: string, timeoutMs: number): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const sent = request({ socketPath, method, path: "/", headers: { host: "runtime", "content-length": Buffer.byteLength(body) }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      // What the code said is the code's: bounded.
      response.on("data", (chunk: string) => (text = (text + chunk).slice(0, MAX_REPLY_BYTES)));
      response.on("end", () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, text });
      });
      response.on("error", (error) => sent.destroy(error));
    });
    sent.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    sent.end(body);
  });
}
