import { AsyncLocalStorage } from "node:async_hooks";

/** What one request printed. Lines written outside of a request (while the module loads) belong to `boot`. */
export interface ConsoleScope {
  requestId: string;
  lines: [level: string, text: string][];
  /** Of the whole call, sent or not. */
  count: number;
  bytes: number;
  /** Has what was printed sent soon; absent: it goes along with the next call's. */
  flushSoon?: () => void;
}
export interface HostService {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** The host holds the same limits; these keep a flood inside. */
const MAX_LINES = 1000;
const MAX_LINE_LENGTH = 4000;
const MAX_STACK_LENGTH = 8000;
const MAX_BYTES = 256 * 1024;
const POST_BYTES = 64 * 1024;
const FLUSH_MS = 200;

const scopes = new AsyncLocalStorage<ConsoleScope>();
const boot: ConsoleScope = { requestId: "boot", lines: [], count: 0, bytes: 0 };

for (const level of ["debug", "log", "info", "warn", "error"] as const) {
  console[level] = (...values: unknown[]) => record(scopes.getStore() ?? boot, level, values.map(show).join(" ").slice(0, MAX_LINE_LENGTH));
}
globalThis.addEventListener("unhandledrejection", (event) => recordException((event as PromiseRejectionEvent).reason));

/** The console of one call. What it prints is sent while it runs, and for as long as its stream or socket goes on. */
export function openScope(requestId: string, host: HostService, context: { waitUntil(promise: Promise<unknown>): void }): ConsoleScope {
  const scope: ConsoleScope = { requestId, lines: [], count: 0, bytes: 0 };
  let isPlanned = false;
  scope.flushSoon = () => {
    if (isPlanned) return;
    isPlanned = true;
    const sent = new Promise((resolve) => setTimeout(resolve, FLUSH_MS)).then(() => {
      isPlanned = false;
      return flush(host, scope);
    });
    context.waitUntil(sent.catch(() => {}));
  };
  return scope;
}

export const inScope = <Result>(scope: ConsoleScope, work: () => Result): Result => scopes.run(scope, work);

export const currentScope = (): ConsoleScope | undefined => scopes.getStore();

/** An error that nobody caught, or that ended in a 5xx: with its stack and what caused it. */
export function recordException(error: unknown): void {
  record(scopes.getStore() ?? boot, "exception", exceptionText(error));
}

/** An error's stack and what caused it. */
export function exceptionText(error: unknown): string {
  let text = show(error);
  for (let cause = causeOf(error), depth = 0; cause !== undefined && depth < 3; cause = causeOf(cause), depth += 1) text += `\nCaused by: ${show(cause)}`;
  return text.slice(0, MAX_STACK_LENGTH);
}

function causeOf(error: unknown): unknown {
  try {
    return error instanceof Error ? error.cause : undefined;
  } catch {
    return undefined;
  }
}

/** One line over the limit is kept: it tells the host that there was more. */
function record(scope: ConsoleScope, level: string, line: string): void {
  if (scope.count > MAX_LINES || scope.bytes > MAX_BYTES) return;
  scope.count += 1;
  scope.bytes += line.length;
  scope.lines.push([level, line]);
  try {
    scope.flushSoon?.();
  } catch {
    // Printed on behalf of another call, whose timers can't be started here: sent with its next lines.
  }
}

/** Sends what was printed so far, once. */
export async function flush(host: HostService, scope: ConsoleScope): Promise<void> {
  for (const printed of [boot, scope]) {
    while (printed.lines.length > 0) {
      let bytes = 0;
      const over = printed.lines.findIndex(([, text]) => (bytes += text.length) > POST_BYTES);
      const body = JSON.stringify(printed.lines.splice(0, over < 0 ? printed.lines.length : Math.max(1, over)));
      const response = await host.fetch("http://host/logs", { method: "POST", headers: { "x-request-id": scope.requestId }, body });
      await response.arrayBuffer();
    }
  }
}

/** Whatever the code throws or prints, as a text: getters and `toString` of its own may throw, or give anything. */
function show(value: unknown): string {
  try {
    const text: unknown = typeof value === "string" ? value : value instanceof Error ? (value.stack ?? value.message) : (JSON.stringify(value) ?? String(value));
    return typeof text === "string" ? text : String(text);
  } catch {
    return nameOf(value);
  }
}

function nameOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that can't be shown";
  }
}
