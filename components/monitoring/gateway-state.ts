export type GatewayState = { kind: "answered"; isReady: boolean; missing: readonly string[]; tookMs: number } | { kind: "unreachable" };

/** What `/ready` says. A page in its place is no gateway's answer. */
export function stateOfReady(status: number, body: unknown, tookMs: number): GatewayState {
  if (typeof body !== "object" || body === null || !("status" in body) || (status !== 200 && status !== 503)) return { kind: "unreachable" };
  const missing = "missing" in body && Array.isArray(body.missing) ? body.missing.filter((part) => typeof part === "string") : [];
  return { kind: "answered", isReady: status === 200, missing, tookMs };
}

const PARTS: Record<string, string> = {
  database: "the database: APIs that were called lately are served, what needs stored data fails",
  runner: "the runner: APIs that are awake are served, none can wake",
  web: "the dashboard’s own process: APIs are served",
  "usage spool": "room to record usage: calls are refused",
};

/** The state in words. Null: it was not asked yet. */
export function readyWords(state: GatewayState | null): { word: string; note: string; isBad: boolean } {
  if (state === null) return { word: "Asking", note: "every 30 seconds", isBad: false };
  if (state.kind === "unreachable") return { word: "Not reached", note: "it is asked again every 30 seconds", isBad: true };
  const without = state.missing.map((part) => PARTS[part] ?? part).join("; ");
  if (state.isReady) return without === "" ? { word: "Serving", note: "with all its parts", isBad: false } : { word: "Serving in part", note: `without ${without}`, isBad: true };
  return { word: "Not ready", note: without === "" ? "it is stopping" : `without ${without}`, isBad: true };
}
