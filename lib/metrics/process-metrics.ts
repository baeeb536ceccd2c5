import { readdirSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { droppedLines } from "#lib/line-writer.ts";
import type { Metrics } from "./metrics.ts";

const RESOLUTION_MS = 20;

/** What every process tells of itself. */
export function addProcessMetrics(metrics: Metrics): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const startedAt = Date.now() / 1000 - process.uptime();
  // What it measures includes its own interval.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);
  metrics.gauge("nodejs_eventloop_lag_seconds", "How late the event loop turned since it was last asked: median, 99th percentile, worst.", ["rank"], () => {
    const rows = [[["median"], seconds(delay.percentile(50))], [["p99"], seconds(delay.percentile(99))], [["worst"], seconds(delay.max)]] as const;
    delay.reset();
    return rows;
  });
  metrics.counted("process_cpu_seconds_total", "CPU time used.", ["mode"], () => {
    const { user, system } = process.cpuUsage();
    return [[["user"], user / 1e6], [["system"], system / 1e6]];
  });
  metrics.gauge("process_resident_memory_bytes", "Resident memory.", [], () => [[[], process.memoryUsage.rss()]]);
  metrics.gauge("nodejs_heap_used_bytes", "Heap in use.", [], () => [[[], process.memoryUsage().heapUsed]]);
  metrics.gauge("process_open_fds", "Open file descriptors.", [], () => [[[], readdirSync("/proc/self/fd").length]]);
  metrics.counted("log_lines_dropped_total", "Log lines that nobody read fast enough.", [], () => [[[], droppedLines()]]);
  metrics.gauge("process_start_time_seconds", "When it started, in seconds since 1970.", [], () => [[[], startedAt]]);
}
