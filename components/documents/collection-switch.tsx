import { Link } from "#components/ui/link.tsx";
import type { Collections } from "#lib/documents/schema.ts";
import { classNames } from "#components/ui/class-names.ts";

export const titleOf = (collection: string): string => (collection === "_kv" ? "Keys" : collection);

/** The collections of an API, each with how many documents it has. */
export function CollectionSwitch({ path, items, current }: { path: string; items: Collections["items"]; current: string }) {
  return (
    <nav aria-label="Collections" className="flex flex-wrap gap-2">
      {items.map(({ name, documents }) => (
        <Link
          key={name}
          href={`${path}?collection=${name}`}
          aria-current={name === current ? "true" : undefined}
          className={classNames(
            "inline-flex min-h-8 items-center gap-2 rounded-md border px-3 text-13 transition-colors pointer-coarse:min-h-11",
            name === current ? "border-ink font-medium" : "border-line text-muted hover:border-edge hover:text-ink",
          )}
        >
          <span className="font-mono">{titleOf(name)}</span>
          <span className="text-muted tabular-nums">{documents.toLocaleString("en-US")}</span>
        </Link>
      ))}
    </nav>
  );
}
