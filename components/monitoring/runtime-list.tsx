import { Link } from "#components/ui/link.tsx";
import type { ListedRuntime } from "#lib/apis/list-runtimes.ts";
import type { ApiRuntime } from "#lib/apis/runtime-schema.ts";
import { showMs } from "#components/ui/show-ms.ts";
import { StateBadge, type BadgeState } from "#components/ui/state-badge.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

const BADGES: Record<ApiRuntime["state"], { state: BadgeState; word?: string }> = {
  asleep: { state: "asleep" }, waking: { state: "building", word: "Waking" }, awake: { state: "awake" }, draining: { state: "building", word: "Draining" }, paused: { state: "paused" }, failed: { state: "failed" },
};
const none = "–";
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

const COLUMNS: readonly Column<ListedRuntime>[] = [
  { id: "name", title: "API", cell: (row) => <Name {...row} /> },
  { id: "state", title: "State", cell: ({ runtime }) => (runtime ? <StateBadge {...BADGES[runtime.state]} /> : none) },
  { id: "since", title: "Since", from: "md", cell: ({ runtime }) => (runtime && runtime.wakes > 0 ? <span className="text-muted"><TimeAgo iso={runtime.since} /></span> : none) },
  { id: "wakes", title: "Wakes", isFigure: true, from: "lg", cell: ({ runtime }) => runtime?.wakes.toLocaleString("en") ?? none },
  { id: "wake", title: "Last wake", isFigure: true, from: "md", cell: ({ runtime }) => (runtime?.lastWakeMs == null ? none : showMs(runtime.lastWakeMs)) },
  { id: "memory", title: "Memory", isFigure: true, cell: ({ runtime }) => (runtime?.memoryBytes == null ? none : megabytes(runtime.memoryBytes)) },
  { id: "cpu", title: "CPU", isFigure: true, from: "lg", cell: ({ runtime }) => (runtime?.cpuMs == null ? none : showMs(runtime.cpuMs)) },
  { id: "waiting", title: "Waiting", isFigure: true, from: "sm", cell: ({ runtime }) => runtime?.queue.toLocaleString("en") ?? none },
];

/** The runtimes of the workspace's APIs. */
export function RuntimeList({ runtimes }: { runtimes: readonly ListedRuntime[] }) {
  return <Table caption="runtimes" columns={COLUMNS} rows={runtimes} rowId={({ apiId }) => apiId} />;
}

function Name({ apiId, name, runtime }: ListedRuntime) {
  return (
    <>
      <Link href={`/apis/${apiId}`} className="rounded-sm break-words underline-offset-4 hover:underline">{name}</Link>
      {runtime?.reason ? <p className="font-normal text-muted">{runtime.reason}</p> : null}
    </>
  );
}
