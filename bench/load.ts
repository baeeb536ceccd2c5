import { Pool } from "undici";
import { quantile } from "./format-table.ts";

export interface LoadResult {
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

/** Sends GETs over `connections` connections for `ms`, each as soon as the one before is answered. */
export async function load(url: string, headers: Record<string, string>, connections: number, ms: number, { socketPath, status = 200 }: LoadOptions = {}): Promise<LoadResult> {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1, allowH2: false, ...(socketPath ? { socketPath } : {}) });
  const times: number[] = [];
  let failed = 0;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() - startedAt < ms) {
      const sentAt = performance.now();
      const response = await pool.request({ path: pathname + search, method: "GET", headers });
      await response.body.dump();
      if (response.statusCode === status) times.push(performance.now() - sentAt);
      else failed += 1;
    }
  }));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return { calls: times.length, perSecond: times.length / seconds, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), failed };
}
