import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import { Finding, type Situation } from "../derived-test.ts";

/** A call that must be refused, and what is wrong with it in words. */
export interface BadCall {
  what: string;
  request: ScratchRequest;
  /** A word that the refusal must hold when it is a 422: what is wrong. */
  names?: string;
}

/** Sends all of them; each must be answered with a 4xx, or with one of `statuses`. */
export async function expectRefusals(situation: Situation, calls: readonly BadCall[], statuses?: readonly number[]): Promise<void> {
  const replies = await Promise.all(calls.map(async (call) => ({ ...call, reply: await situation.send(call.request) })));
  for (const { what, request, reply, names } of replies) {
    const isRefused = statuses ? statuses.includes(reply.status) : reply.status >= 400;
    if (!isRefused) throw new Finding(`${what} was answered with ${reply.status}${statuses ? `, not with ${statuses.join(" or ")}` : ": it must be refused"}`, request, reply);
    if (names !== undefined && reply.status === 422 && !reply.body.includes(names)) throw new Finding(`${what} was refused without a word about ${names}`, request, reply);
  }
}

/** `title, author or year`; long lists end in a number. */
export function listNames(names: readonly string[]): string {
  const [shown, left] = [names.slice(0, 4), Math.max(0, names.length - 4)];
  if (left > 0) return `${shown.join(", ")} or one of ${left} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1) ?? ""}`;
}
