import { Link } from "#components/ui/link.tsx";
import type { Generation } from "#lib/generation/schema.ts";
import { GrowingList } from "#components/ui/growing-list.tsx";
import { StateBadge, type BadgeState } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

const STATES: Record<Generation["status"], { state: BadgeState; word?: string }> = {
  running: { state: "building" },
  live: { state: "passed", word: "Built" },
  draft: { state: "passed", word: "Draft" },
  failed: { state: "failed" },
  refused: { state: "failed", word: "Refused" },
  cancelled: { state: "cancelled" },
};

/** Builds as rows, each a link to what happened in it. */
export function BuildList({ builds, label }: { builds: readonly Generation[]; label: string }) {
  return (
    <GrowingList aria-label={label} className="divide-y divide-line rounded-md border border-line bg-surface">
      {builds.map((build) => (
        <li key={build.id} className="group arrives">
          <Link
            href={`/generate?id=${build.id}`}
            className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2 outline-offset-[-2px] group-first:rounded-t-md group-last:rounded-b-md transition-colors hover:bg-sunken sm:flex-nowrap"
          >
            <span className="line-clamp-2 min-w-0 break-words max-sm:w-full sm:line-clamp-1 sm:flex-1">{build.prompt}</span>
            <StateBadge {...STATES[build.status]} />
            <span className="text-right text-13 text-muted max-sm:ml-auto sm:w-20">
              <TimeAgo iso={build.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </GrowingList>
  );
}
