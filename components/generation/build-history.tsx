import { Link } from "#components/ui/link.tsx";
import type { Generation } from "#lib/generation/schema.ts";
import { BuildList } from "./build-list.tsx";

/** The workspace's latest builds. Nothing when there are none. */
export function BuildHistory({ builds }: { builds: readonly Generation[] }) {
  if (builds.length === 0) return null;
  return (
    <section aria-labelledby="recent-builds" className="space-y-2 pt-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="recent-builds" className="text-14 font-semibold">
          Recent builds
        </h2>
        <Link href="/generations" className="rounded-sm text-13 text-muted underline-offset-4 hover:text-ink hover:underline">
          All builds
        </Link>
      </div>
      <BuildList builds={builds} label="Recent builds" />
    </section>
  );
}
