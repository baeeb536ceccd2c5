import { quantile } from "./format-table.ts";
import { LoadConnection } from "./load-connection.ts";

export interface LoadResult {
  /** All that were answered, those that open a run at a rate included, which count in nothing else. */
  calls: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  failed: number;
}
export interface LoadOptions {
  /** The Unix socket to call instead of the URL's host. */
  socketPath?: string;
  /** What an answered call has. */
  status?: number;
}

/** Closed model: sends GETs over `connections` connections for `ms`, each as soon as the one before is answered. */
export async function load(url: string, headers: Record<string, string>, connections: number, ms: number, { socketPath, status = 200 }: LoadOptions = {}): Promise<LoadResult> {
  const times: number[] = [];
  let failed = 0;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, () => new Promise<void>((resolve) => {
    const connection = new LoadConnection({ url, headers, socketPath });
    const next = () => {
      const sentAt = performance.now();
      if (sentAt - startedAt >= ms) {
        connection.close();
        return resolve();
      }
      connection.call((answered) => {
        if (answered === status) times.push(performance.now() - sentAt);
        else failed += 1;
        // A server that is gone would be tried again within the same turn of the event loop, for ever.
        if (answered === 0) setImmediate(next);
        else next();
      });
    };
    next();
  })));
  return toResult(times, failed, performance.now() - startedAt);
}

/** Timers of node are a millisecond apart: calls would go out in bursts, and each would wait for those before it in its burst. */
const TICK_MS = 0.1;
/** Nobody wakes who waits for it. */
const NOBODY = new Int32Array(new SharedArrayBuffer(4));
const MAX_CONNECTIONS = 512;

/** Not counted: connections are opened, code is compiled. */
const RAMP_MS = 1_000;

/** Open model: sends `perSecond` GETs for `ms` whether or not those before are answered. A call's time counts from when it was due, a wait for a connection included. */
export async function loadAtRate(url: string, headers: Record<string, string>, perSecond: number, ms: number, { socketPath, status = 200 }: LoadOptions = {}): Promise<LoadResult> {
  const times: number[] = [];
  let failed = 0;
  let answers = 0;
  const endMs = RAMP_MS + ms;
  const connections: LoadConnection[] = [];
  const idle: LoadConnection[] = [];
  const queue: number[] = [];
  const freeConnection = (): LoadConnection | undefined => {
    if (idle.length > 0 || connections.length >= MAX_CONNECTIONS) return idle.pop();
    const opened = new LoadConnection({ url, headers, socketPath });
    connections.push(opened);
    return opened;
  };
  const send = (dueAt: number): void => {
    const connection = freeConnection();
    if (!connection) return void queue.push(dueAt);
    connection.call((answered) => {
      answers += 1;
      if (answered !== status) failed += 1;
      else if (dueAt - startedAt >= RAMP_MS) times.push(performance.now() - dueAt);
      idle.push(connection);
      const waiting = queue.shift();
      if (waiting !== undefined) send(waiting);
    });
  };
  const startedAt = performance.now();
  let sent = 0;
  await new Promise<void>((resolve) => {
    const tick = () => {
      const now = performance.now();
      const due = Math.floor((Math.min(now - startedAt, endMs) * perSecond) / 1000);
      for (; sent < due; sent += 1) send(startedAt + (sent * 1000) / perSecond);
      if (now - startedAt >= endMs && answers >= sent) return resolve();
      Atomics.wait(NOBODY, 0, 0, TICK_MS);
      setImmediate(tick);
    };
    tick();
  });
  for (const connection of connections) connection.close();
  return { ...toResult(times, failed, ms), calls: answers };
}

const toResult = (times: readonly number[], failed: number, ms: number): LoadResult =>
  ({ calls: times.length, perSecond: (times.length * 1000) / ms, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), failed });
