import type { Scratch, ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";

/** The replies to hostile requests that are a 5xx, or a refusal without a word, in words. */
export async function carelessReplies(scratch: Scratch, requests: readonly ScratchRequest[]): Promise<string[]> {
  const careless: string[] = [];
  for (const request of requests) {
    const reply = await scratch.fetch(request);
    if (reply.status >= 500 || !isExplained(request, reply)) careless.push(`${request.method} ${request.path} ${request.body?.slice(0, 60) ?? ""}: ${reply.status} ${reply.body.slice(0, 120)}`);
  }
  return careless;
}

/** A reply to HEAD has no body. */
export const isExplained = (request: ScratchRequest, reply: ScratchReply): boolean => reply.status < 400 || request.method === "HEAD" || /"message":"[^"]/.test(reply.body);
