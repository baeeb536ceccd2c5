import { Agent, request } from "undici";
import { AppError } from "#lib/errors.ts";
import type { DirectCall, DirectReply, RuntimeBackend } from "./runtime.ts";

const MAX_REPLY_BYTES = 1024 * 1024;
const DEADLINE_MS = 30_000;

/** One call of an API by the platform itself: past the gateway, unmetered. Throws `deadline`, `bad_gateway`, and what `wake` throws. */
export async function callRuntime(backend: Pick<RuntimeBackend, "wake" | "touch" | "explainLost">, call: DirectCall): Promise<DirectReply> {
  const { apiId, requestId, method, target } = call;
  const address = await backend.wake(apiId);
  const agent = new Agent({ connect: { socketPath: address.socketPath } });
  try {
    const response = await request(`http://runtime${target}`, { method, headers: call.headers, body: call.body, dispatcher: agent, signal: AbortSignal.timeout(DEADLINE_MS) });
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
    const body = await readLimited(response.body);
    await backend.touch([apiId]);
    return { status: response.statusCode, headers, body, isCold: address.isCold, wakeMs: address.wakeMs, versionId: address.versionId };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof Error && error.name === "TimeoutError") throw new AppError("deadline", "The API did not answer within 30 seconds.", { cause: error });
    const end = await backend.explainLost({ apiId, versionId: address.versionId, socketPath: address.socketPath, requestId, method, target }).catch(() => null);
    throw new AppError(end?.code ?? "bad_gateway", end ? `The API was stopped before it had answered. ${end.reason}` : "The API closed the connection without an answer: it may have crashed. Its logs say why.", { cause: error });
  } finally {
    void agent.destroy();
  }
}

async function readLimited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) return `${Buffer.concat(chunks).toString("utf8")}\n… cut after 1 MB`;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
