import { Link } from "#components/ui/link.tsx";
import type { BlueprintSummary } from "#lib/blueprints/schema.ts";
import { BlueprintPicture } from "./blueprint-picture.tsx";

/** One blueprint of the gallery: its name, what it is for, and its first call. The whole card leads to it. */
export function BlueprintCard({ blueprint }: { blueprint: BlueprintSummary }) {
  return (
    <article className="group relative flex w-full min-w-0 flex-col gap-3 rounded-md border border-line bg-surface p-4 transition-colors hover:border-edge">
      <div className="space-y-1">
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="text-16 font-semibold">
            <Link href={`/blueprints/${blueprint.id}`} className="outline-offset-4 after:absolute after:inset-0 after:rounded-md">
              {blueprint.name}
            </Link>
          </h2>
          <span className="text-12 text-muted">{blueprint.category}</span>
        </div>
        <p className="text-13 text-muted">{blueprint.summary}</p>
      </div>
      <div className="mt-auto">
        <BlueprintPicture calls={blueprint.picture} isSmall />
      </div>
    </article>
  );
}
