import type { ReactNode } from "react";

/** What a list says when it has nothing: what would be here, and how it gets there. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded-md border border-dashed border-line px-4 py-8 text-center">
      <p className="font-medium">{title}</p>
      {children ? <div className="mx-auto mt-1 max-w-[56ch] text-muted">{children}</div> : null}
    </div>
  );
}
