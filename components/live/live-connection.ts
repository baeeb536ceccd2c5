/** What a page is told: something of this kind changed. */
export interface LiveChange {
  kind: string;
  apiId: string | null;
}
/** `lost`: connecting again. */
export type LiveState = "connecting" | "live" | "lost";
export interface LiveListener {
  onChange(change: LiveChange): void;
  onState(state: LiveState): void;
}

const URL_OF_EVENTS = "/api/v1/events";
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;
/** Browsers wait for ever for a stream to begin. */
const OPEN_WITHIN_MS = 15_000;
/** From one page to the next the connection stays open. */
const LINGER_MS = 3_000;

const listeners = new Set<LiveListener>();
let source: EventSource | null = null;
let state: LiveState = "connecting";
let lastId = 0;
let failures = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
let patience: ReturnType<typeof setTimeout> | undefined;
let linger: ReturnType<typeof setTimeout> | undefined;

/**
 * Listens to what changes in the workspace: one connection for all listeners of this tab, open while somebody looks at it. `asOf` is when
 * their page was made (ms): nothing after it is missed. Lost, it is opened again after pauses that grow and differ from tab to tab.
 */
export function listenLive(listener: LiveListener, asOf: number): () => void {
  clearTimeout(linger);
  listeners.add(listener);
  if (listeners.size === 1) document.addEventListener("visibilitychange", onVisibility);
  if (!source && retry === undefined) {
    lastId = asOf;
    open();
  }
  listener.onState(state);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", onVisibility);
    linger = setTimeout(() => listeners.size === 0 && close(), LINGER_MS);
  };
}

export const isLive = (): boolean => state === "live";

function open(): void {
  clearTimeout(retry);
  retry = undefined;
  if (source || document.visibilityState === "hidden") return;
  const mine = new EventSource(`${URL_OF_EVENTS}?since=${lastId}`);
  source = mine;
  patience = setTimeout(fail, OPEN_WITHIN_MS);
  mine.addEventListener("open", () => {
    clearTimeout(patience);
    failures = 0;
    tellState("live");
  });
  mine.addEventListener("change", (event) => {
    lastId = Number(event.lastEventId) || lastId;
    const change = readChange(event.data);
    if (change) for (const listener of [...listeners]) listener.onChange(change);
  });
  mine.addEventListener("end", () => lose(0));
  // The browser's own way of connecting again has no growing pause, and gives up on a 503.
  mine.addEventListener("error", fail);
}

function fail(): void {
  failures += 1;
  lose(Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)));
}

function end(): void {
  clearTimeout(patience);
  source?.close();
  source = null;
}

function lose(pauseMs: number): void {
  end();
  if (listeners.size === 0) return;
  tellState("lost");
  retry = setTimeout(open, pauseMs / 2 + Math.random() * (pauseMs / 2 + 500));
}

function close(): void {
  clearTimeout(retry);
  retry = undefined;
  end();
  state = "connecting";
}

function onVisibility(): void {
  if (document.visibilityState === "hidden") return close();
  failures = 0;
  open();
}

function tellState(next: LiveState): void {
  state = next;
  for (const listener of [...listeners]) listener.onState(next);
}

function readChange(data: unknown): LiveChange | null {
  const parsed: unknown = typeof data === "string" ? JSON.parse(data) : null;
  if (typeof parsed !== "object" || parsed === null || !("kind" in parsed) || typeof parsed.kind !== "string") return null;
  return { kind: parsed.kind, apiId: "apiId" in parsed && typeof parsed.apiId === "string" ? parsed.apiId : null };
}
