import { classNames } from "./class-names.ts";

/** How a tab looks; `extra` says what the chosen one adds. */
export const tabClass = (extra?: string): string =>
  classNames(
    "-mb-px flex min-h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-1 text-14 focus-visible:-outline-offset-2 whitespace-nowrap text-muted transition-colors hover:text-ink pointer-coarse:min-h-11",
    extra,
  );
