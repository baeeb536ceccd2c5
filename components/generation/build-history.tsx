import Link from "next/link";
import type { Generation } from "#lib/generation/schema.ts";
import { StateBadge, type BadgeState } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

const STATES: Record<Generation["status"], { state: BadgeState; word?: string }> = {
  running: { state: "building" },
  live: { state: "passed", word: "Built" },
  failed: { state: "failed" },
  refused: { state: "failed", word: "Refused" },
  cancelled: { state: "cancelled" },
};

/** The workspace's latest builds, each a link to what happened in it. Nothing when there are none. */
export function BuildHistory({ builds }: { builds: readonly Generation[] }) {
  if (builds.length === 0) return null;
  return (
    <section aria-labelledby="recent-builds" className="space-y-2 pt-4">
      <h2 id="recent-builds" className="text-14 font-semibold">
        Recent builds
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {builds.map((build) => (
          <li key={build.id} className="group">
            <Link
              href={`/generate?id=${build.id}`}
              prefetch={false}
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
      </ul>
    </section>
  );
}
