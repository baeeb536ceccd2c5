import type { CallDetails, CallEntry } from "#lib/calls/schema.ts";

/** Whether the platform refused a call that its API never saw: a missing key, a limit, a paused API. Nothing of the API is mended or tested by it. */
export const isOfPlatform = ({ status, errorCode }: Pick<CallEntry, "status" | "errorCode">): boolean => errorCode !== null && status < 500;

/** Why a call failed, in words: who refused it, and what was said or thrown. Null: it didn't. */
export function whyOf({ status, errorCode, console, detail }: Pick<CallDetails, "status" | "errorCode" | "console" | "detail">): { title: string; text: string } | null {
  if (status < 400 && errorCode === null) return null;
  const said = messageOf(detail.reply?.text);
  const thrown = console.findLast(({ level }) => level === "exception" || level === "error")?.text.split("\n")[0]?.slice(0, 500);
  if (errorCode === "client_gone") return { title: "Its caller left", text: "The connection was closed before the answer was complete." };
  if (errorCode !== null) return { title: isOfPlatform({ status, errorCode }) ? "The platform refused it" : "The platform could not get an answer", text: [said ?? `It answered ${status} (${errorCode}).`, thrown].filter(Boolean).join(" ") };
  if (status >= 500) return { title: "The API failed", text: thrown ?? said ?? `It answered ${status} and printed no reason.` };
  return { title: "The API refused it", text: said ?? `It answered ${status} without a reason.` };
}

/** Of a problem body, or of what APIs answer like one. */
function messageOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return wordsIn(body)?.slice(0, 500);
  } catch {
    return undefined;
  }
}

/** `{ message }`, `{ error: { message } }` or `{ error: "…" }`. */
function wordsIn(body: unknown, depth = 0): string | undefined {
  if (typeof body === "string") return body === "" ? undefined : body;
  if (typeof body !== "object" || body === null || depth > 1) return undefined;
  const members = new Map(Object.entries(body));
  return ["message", "detail", "error"].map((name) => wordsIn(members.get(name), depth + 1)).find((words) => words !== undefined);
}
