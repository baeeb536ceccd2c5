import { AsyncLocalStorage } from "node:async_hooks";

/** What one request printed. Lines written outside of a request (while the module loads) belong to `boot`. */
export interface ConsoleScope {
  requestId: string;
  lines: [level: string, text: string][];
  bytes: number;
}
export interface HostService {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

const MAX_LINES = 200;
const MAX_LINE_LENGTH = 4000;
const MAX_BYTES = 256 * 1024;

const scopes = new AsyncLocalStorage<ConsoleScope>();
const boot: ConsoleScope = { requestId: "boot", lines: [], bytes: 0 };

for (const level of ["debug", "log", "info", "warn", "error"] as const) {
  console[level] = (...values: unknown[]) => record(scopes.getStore() ?? boot, level, values.map(show).join(" "));
}

export const inScope = <Result>(scope: ConsoleScope, work: () => Result): Result => scopes.run(scope, work);

export const currentScope = (): ConsoleScope | undefined => scopes.getStore();

export function record(scope: ConsoleScope, level: string, text: string): void {
  if (scope.lines.length >= MAX_LINES || scope.bytes >= MAX_BYTES) return;
  const line = text.slice(0, MAX_LINE_LENGTH);
  scope.bytes += line.length;
  scope.lines.push([level, line]);
}

/** Sends what was printed so far, once. */
export async function flush(host: HostService, scope: ConsoleScope): Promise<void> {
  for (const printed of [boot, scope]) {
    if (printed.lines.length === 0) continue;
    const body = JSON.stringify(printed.lines);
    printed.lines = [];
    const response = await host.fetch("http://host/logs", { method: "POST", headers: { "x-request-id": scope.requestId }, body });
    await response.arrayBuffer();
  }
}

function show(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.stack ?? value.message;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
