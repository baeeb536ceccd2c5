import Link from "next/link";
import type { Run } from "#lib/apis/run-states.ts";
import type { ApiSummary } from "#lib/apis/schema.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { ApiControls, type ApiActionResult } from "./api-controls.tsx";
import { ApiState } from "./api-state.tsx";

interface ApiListProps {
  apis: ApiSummary[];
  /** Awake or asleep by API; without those that are not known. */
  runs: ReadonlyMap<string, Run>;
  setStatus: (apiId: string, status: "active" | "paused") => Promise<ApiActionResult>;
  restart: (apiId: string) => Promise<ApiActionResult>;
  remove: (apiId: string) => Promise<ApiActionResult>;
}

const COLUMNS = "lg:grid lg:grid-cols-[minmax(0,1fr)_9.5rem_5.5rem_5.5rem_6rem_4.5rem] lg:items-center lg:gap-x-4";

/** Every API of the workspace. A list of rows that lies down as a table on wide screens. */
export function ApiList({ apis, runs, setStatus, restart, remove }: ApiListProps) {
  return (
    <div>
      <div aria-hidden className={`hidden px-4 pb-2 text-13 text-muted ${COLUMNS}`}>
        <span>API</span>
        <span>State</span>
        <span className="text-right">Calls, 24 h</span>
        <span className="text-right">Errors, 24 h</span>
        <span className="text-right">Mean, 24 h</span>
        <span />
      </div>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {apis.map((api) => (
          <li key={api.id} className={`relative space-y-3 p-4 max-lg:pb-1 lg:space-y-0 lg:py-2 ${COLUMNS}`}>
            <div className="min-w-0">
              <Link href={`/apis/${api.id}`} className="rounded-sm block text-16 font-medium break-words underline-offset-4 hover:underline max-lg:pr-24 lg:inline-block lg:py-0.5 lg:text-14">
                {api.name}
              </Link>
              <div className="flex items-center gap-1">
                <code className="min-w-0 truncate font-mono text-13 text-muted">{api.url}</code>
                <CopyButton text={api.url} label={`Copy address of ${api.name}`} />
              </div>
              {api.status === "failed" && api.statusReason ? <p className="text-13 text-failed">{api.statusReason}</p> : null}
            </div>
            <div className="space-y-3 sm:flex sm:items-center sm:gap-6 sm:space-y-0 lg:contents">
              <div className="sm:w-38 sm:shrink-0 lg:w-auto">
                <ApiState status={api.status} run={runs.get(api.id)?.state} />
              </div>
              <dl className="grid flex-1 grid-cols-3 gap-4 lg:contents">
                <Figure label="Calls, 24 h" value={api.day.calls.toLocaleString("en")} />
                <Figure label="Errors, 24 h" value={api.day.errors.toLocaleString("en")} isBad={api.day.errors > 0} />
                <Figure label="Mean, 24 h" value={api.day.meanMs === null ? "–" : showMs(api.day.meanMs)} />
              </dl>
            </div>
            <div className="max-lg:absolute max-lg:top-2 max-lg:right-2">
              <ApiControls apiId={api.id} name={api.name} status={api.status} setStatus={setStatus} restart={restart} remove={remove} isCompact />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Figure({ label, value, isBad = false }: { label: string; value: string; isBad?: boolean }) {
  return (
    <div className="lg:text-right">
      <dt className="text-12 text-muted lg:sr-only">{label}</dt>
      <dd className={`font-mono text-13 tabular-nums ${isBad ? "text-failed" : ""}`}>{value}</dd>
    </div>
  );
}
