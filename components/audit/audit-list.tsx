import { Link } from "#components/ui/link.tsx";
import type { AuditEntry } from "#lib/audit/schema.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { tellActor, tellAgent, tellEntry, tellValue } from "./tell-entry.ts";

interface AuditListProps {
  entries: AuditEntry[];
  /** By id, of the APIs that there are. */
  apiNames: ReadonlyMap<string, string>;
}

/** Changes, newest first: what happened, who did it from where, and what is different. */
export function AuditList({ entries, apiNames }: AuditListProps) {
  return (
    <ol aria-label="Changes, newest first" className="divide-y divide-line rounded-md border border-line bg-surface">
      {entries.map((entry) => (
        <li key={entry.id} className="space-y-1 px-4 py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
            <p className="min-w-0 font-medium break-words">
              {tellEntry(entry)}
              <OfApi entry={entry} apiNames={apiNames} />
            </p>
            <span className="text-13 text-muted">
              <TimeAgo iso={entry.at} />
            </span>
          </div>
          <p className="text-13 break-words text-muted">
            by {tellActor(entry)}
            {entry.address ? (
              <>
                {" · "}
                <span className="font-mono">{entry.address}</span>
              </>
            ) : null}
            {entry.userAgent ? <span title={entry.userAgent}>{` · ${tellAgent(entry.userAgent)}`}</span> : null}
          </p>
          {entry.changes.length > 0 ? (
            <dl className="space-y-0.5 pt-0.5 text-13">
              {entry.changes.map((change) => (
                <div key={change.field} className="flex flex-wrap gap-x-2">
                  <dt className="text-muted">{change.field}</dt>
                  <dd className="min-w-0 font-mono break-words">{"to" in change ? `${tellValue(change.from)} → ${tellValue(change.to)}` : "changed"}</dd>
                </div>
              ))}
            </dl>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** Where the object is: the API that it belongs to, when that is still there. */
function OfApi({ entry, apiNames }: { entry: AuditEntry; apiNames: ReadonlyMap<string, string> }) {
  const name = entry.apiId === null ? undefined : apiNames.get(entry.apiId);
  if (entry.apiId === null || name === undefined) return null;
  return (
    <span className="font-normal text-muted">
      {entry.object.type === "api" ? " · " : " of "}
      <Link href={`/apis/${entry.apiId}`} className="underline underline-offset-4 hover:text-ink">
        {entry.object.type === "api" ? "open" : name}
      </Link>
    </span>
  );
}
