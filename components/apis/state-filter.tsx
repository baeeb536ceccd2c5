import { Link } from "#components/ui/link.tsx";
import type { ApiState } from "#lib/apis/schema.ts";
import { classNames } from "#components/ui/class-names.ts";
import { tableHref } from "#components/ui/table-state.ts";

const STATES: { state: ApiState | null; title: string }[] = [
  { state: null, title: "All" }, { state: "active", title: "Live" }, { state: "paused", title: "Paused" }, { state: "failed", title: "Failed" }, { state: "errors", title: "With errors" },
];

/** Narrows the list of APIs to a state. Addresses, so that a view can be kept and sent. */
export function StateFilter({ params, current }: { params: Record<string, string | string[] | undefined>; current: ApiState | undefined }) {
  return (
    <nav aria-label="State" className="flex max-w-full overflow-x-auto rounded-md border border-line bg-surface p-0.5">
      {STATES.map(({ state, title }) => (
        <Link
          key={title}
          href={tableHref("/dashboard", params, { state })}
          replace
          scroll={false}
          aria-current={state === (current ?? null) ? "true" : undefined}
          className={classNames(
            "flex min-h-8 items-center rounded-sm px-3 text-13 whitespace-nowrap transition-colors pointer-coarse:min-h-11",
            state === (current ?? null) ? "bg-ink/8 font-medium text-ink" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
