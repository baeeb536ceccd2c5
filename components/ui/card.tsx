import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  /** Sits at the right of the title. */
  aside?: ReactNode;
  headingId?: string;
  /** What it holds goes to its edges: a list or a table, which then has no border of its own. */
  isFlush?: boolean;
}

/** A bordered part of a page with its heading. */
export function Card({ title, aside, headingId, isFlush = false, className, children, ...rest }: CardProps) {
  return (
    <section aria-labelledby={headingId} className={classNames("min-w-0 rounded-md border border-line bg-surface", className)} {...rest}>
      {title ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-3">
          <h2 id={headingId} className="text-14 font-semibold">
            {title}
          </h2>
          {aside ? <div className="text-13 text-muted">{aside}</div> : null}
        </div>
      ) : null}
      <div className={isFlush ? "overflow-hidden rounded-b-md" : "p-4"}>{children}</div>
    </section>
  );
}
