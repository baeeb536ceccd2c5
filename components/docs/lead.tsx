import type { ReactNode } from "react";

/** The head of a page of text: its name, and in a sentence what it is for. */
export function Lead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="space-y-3">
      <h1 className="text-28 font-semibold tracking-tight">{title}</h1>
      {children ? <p className="text-muted">{children}</p> : null}
    </div>
  );
}
