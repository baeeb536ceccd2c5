import { classNames } from "./class-names.ts";

const IDLE = "border-transparent text-muted hover:text-ink";

/** How a tab looks. One of Radix says by itself which is chosen; of two classes for one thing, the sheet's order would decide, not ours. */
export const tabClass = (isCurrent: boolean | "as Radix says"): string =>
  classNames(
    "-mb-px flex min-h-9 shrink-0 items-center gap-1.5 border-b-2 px-1 text-14 whitespace-nowrap transition-colors focus-visible:-outline-offset-2 pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center",
    isCurrent === true ? "border-ink font-medium text-ink" : IDLE,
    isCurrent === false && "hover:border-line",
    isCurrent === "as Radix says" && "data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink",
  );
