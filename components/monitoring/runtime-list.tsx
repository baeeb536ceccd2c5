import { Link } from "#components/ui/link.tsx";
import type { ListedRuntime } from "#lib/apis/list-runtimes.ts";
import type { ApiRuntime } from "#lib/apis/runtime-schema.ts";
import { showMs } from "#components/ui/show-ms.ts";
import { StateBadge, type BadgeState } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

const BADGES: Record<ApiRuntime["state"], { state: BadgeState; word?: string }> = {
  asleep: { state: "asleep" }, waking: { state: "building", word: "Waking" }, awake: { state: "awake" }, draining: { state: "building", word: "Draining" }, paused: { state: "paused" }, failed: { state: "failed" },
};
const HEADINGS = ["API", "State", "Since", "Wakes", "Last wake", "Memory", "CPU", "Waiting"];

/** The runtimes of the workspace's APIs, as a table that scrolls by itself on narrow screens. */
export function RuntimeList({ runtimes }: { runtimes: readonly ListedRuntime[] }) {
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-surface" tabIndex={0} role="region" aria-label="Table of runtimes">
      <table className="w-full min-w-[44rem] text-left text-13">
        <thead className="text-muted">
          <tr className="border-b border-line">
            {HEADINGS.map((heading, index) => (
              <th key={heading} scope="col" className={`px-4 py-2 font-medium ${index > 2 ? "text-right" : ""}`}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {runtimes.map((row) => (
            <Row key={row.apiId} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ apiId, name, runtime }: ListedRuntime) {
  const isKnown = runtime !== null && runtime.wakes > 0;
  return (
    <tr className="align-top">
      <th scope="row" className="max-w-72 px-4 py-2 font-medium">
        <Link href={`/apis/${apiId}`} className="rounded-sm break-words underline-offset-4 hover:underline">
          {name}
        </Link>
        {runtime?.reason ? <p className="font-normal text-muted">{runtime.reason}</p> : null}
      </th>
      <td className="px-4 py-2">{runtime ? <StateBadge {...BADGES[runtime.state]} /> : "–"}</td>
      <td className="px-4 py-2 text-muted">{isKnown ? <TimeAgo iso={runtime.since} /> : "–"}</td>
      <Cell value={runtime ? runtime.wakes.toLocaleString("en") : null} />
      <Cell value={runtime?.lastWakeMs == null ? null : showMs(runtime.lastWakeMs)} />
      <Cell value={runtime?.memoryBytes == null ? null : `${Math.round(runtime.memoryBytes / 2 ** 20)} MB`} />
      <Cell value={runtime?.cpuMs == null ? null : showMs(runtime.cpuMs)} />
      <Cell value={runtime ? runtime.queue.toLocaleString("en") : null} />
    </tr>
  );
}

const Cell = ({ value }: { value: string | null }) => <td className="px-4 py-2 text-right font-mono tabular-nums whitespace-nowrap">{value ?? "–"}</td>;
