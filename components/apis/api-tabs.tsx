"use client";

import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";

/** Titles by the last part of their address. */
const TABS: readonly [segment: string | null, title: string][] = [[null, "Overview"], ["change", "Change"], ["versions", "Versions"], ["data", "Data"], ["code", "Code"], ["logs", "Logs"], ["analytics", "Analytics"], ["settings", "Settings"]];

/** The pages of one API. */
export function ApiTabs({ apiId }: { apiId: string }) {
  const current = useSelectedLayoutSegment();
  return (
    <nav aria-label="This API" className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
      {TABS.map(([segment, title]) => (
        <Link
          key={title}
          href={segment === null ? `/apis/${apiId}` : `/apis/${apiId}/${segment}`}
          aria-current={segment === current ? "page" : undefined}
          className={classNames(
            "-mb-px flex min-h-9 shrink-0 items-center border-b-2 px-1 text-14 transition-colors pointer-coarse:min-h-11",
            segment === current ? "border-ink font-medium" : "border-transparent text-muted hover:border-line hover:text-ink",
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
