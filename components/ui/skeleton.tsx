import { classNames } from "./class-names.ts";

/** A quiet block in the place of something that is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("breathing rounded-md bg-line", className)} />;
}
