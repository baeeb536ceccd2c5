import type { ReactNode } from "react";

/** One way to begin without a description: what it takes, and its button at the right. */
export function ImportRow({ id, title, text, children }: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <h3 id={id} className="font-medium">{title}</h3>
        <p className="text-13 text-muted">{text}</p>
      </div>
      <div className="flex flex-wrap items-center gap-4">{children}</div>
    </section>
  );
}
