import type { Installation } from "#lib/monitoring/schema.ts";
import { showBytes, showCount, showRate } from "#components/usage/show-figures.ts";
import { FigureGrid } from "#components/ui/figure-grid.tsx";

/** The machine, its processes and its runtimes. */
export function InstallationFigures({ installation: { version, uptimeSeconds, host, web, runtimes, totals } }: { installation: Installation }) {
  const used = host.memoryBytes - host.memoryFreeBytes;
  const states = runtimes ? Object.entries(runtimes.states).filter(([state]) => state !== "awake").map(([state, count]) => `${count} ${state}`).join(", ") : "";
  return (
    <div className="space-y-4">
      <FigureGrid
        figures={[
          { label: "Web is up for", value: showUptime(uptimeSeconds), note: `version ${version}` },
          { label: "Load, 1 min", value: host.load1.toLocaleString("en"), note: `on ${host.cpus} ${host.cpus === 1 ? "processor" : "processors"}`, isBad: host.load1 > host.cpus * 2 },
          { label: "Memory", value: showRate(used / host.memoryBytes), note: `${showBytes(host.memoryFreeBytes)} of ${showBytes(host.memoryBytes)} free`, isBad: used / host.memoryBytes > 0.95 },
          { label: "Web’s own", value: showBytes(web.memoryBytes), note: `${web.cpuSeconds.toLocaleString("en")} s of CPU` },
        ]}
      />
      <FigureGrid
        figures={[
          { label: "Runtimes awake", value: runtimes ? showCount(runtimes.states["awake"] ?? 0) : "–", note: runtimes ? `${states || "no others"}; ${runtimes.parked} parked` : "the runner can’t be reached", isBad: runtimes === null },
          { label: "Tier", value: runtimes?.tier ?? "–", note: runtimes ? runtimes.layers.join(" → ") : "not known right now", isBad: runtimes !== null && runtimes.status !== "healthy" },
          { label: "Wakes", value: runtimes ? showCount(runtimes.wakes) : "–", note: runtimes ? `${showBytes(runtimes.memoryBytes)} in runtimes, ${runtimes.waiting} calls wait` : "not known right now" },
          { label: "Builds running", value: showCount(totals.runningBuilds), note: `${showCount(totals.pendingFeedback)} ${totals.pendingFeedback === 1 ? "message" : "messages"} unread` },
        ]}
      />
      <FigureGrid
        figures={[
          { label: "People", value: showCount(totals.people), note: `in ${showCount(totals.workspaces)} ${totals.workspaces === 1 ? "workspace" : "workspaces"}` },
          { label: "APIs", value: showCount(totals.apis), note: `${showCount(totals.failed)} failed`, isBad: totals.failed > 0 },
          { label: "Calls, 24 h", value: showCount(totals.calls), note: `${showCount(totals.clientErrors)} refused with a 4xx` },
          { label: "Errors, 24 h", value: showCount(totals.errors), note: totals.calls === 0 ? "no calls" : `${showRate(totals.errors / totals.calls)} answered a 5xx`, isBad: totals.errors > 0 },
        ]}
      />
    </div>
  );
}

/** The two greatest parts: "3 d 4 h", "12 min 5 s". */
function showUptime(seconds: number): string {
  const parts: [number, string][] = [[Math.floor(seconds / 86_400), "d"], [Math.floor(seconds / 3600) % 24, "h"], [Math.floor(seconds / 60) % 60, "min"], [seconds % 60, "s"]];
  const first = parts.findIndex(([count]) => count > 0);
  return first === -1 ? "0 s" : parts.slice(first, first + 2).map(([count, unit]) => `${count} ${unit}`).join(" ");
}
