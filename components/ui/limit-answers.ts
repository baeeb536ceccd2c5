import { firstOf } from "./ask-in-time.ts";
import { ANSWER_LIMIT_MS, REFUSED } from "./why-unanswered.ts";

/** Next waits for pages and actions as long as the browser does, and drops what a refusal says: each gets its time, and its words. */
export function limitAnswers(): void {
  const ask = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const isAction = headers.has("next-action");
    if (!isAction && !headers.has("rsc")) return ask(input, init);
    const response = await ask(input, { ...init, signal: firstOf(AbortSignal.timeout(ANSWER_LIMIT_MS), init?.signal) });
    if (isAction && !response.ok && !response.headers.get("content-type")?.startsWith("text/x-component")) throw await refusalOf(response);
    return response;
  };
}

/** What a gateway or a proxy says in the place of the server. */
async function refusalOf(response: Response): Promise<Error> {
  const said: unknown = await response.json().catch(() => null);
  const text = (name: string) => (typeof said === "object" && said !== null && name in said ? String(Reflect.get(said, name)) : "");
  const message = text("message") || `The server answered ${response.status}. Look whether it happened, then try again.`;
  const id = text("request_id") || response.headers.get("x-request-id");
  return Object.assign(new Error(`${message}${id ? ` Request ${id}` : ""}`), { name: REFUSED });
}
