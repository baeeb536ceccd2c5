import type { ReactNode } from "react";

/** A part of a page of text, with an address of its own. */
export function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section id={id} className="space-y-3">
      <h2 className="text-20 font-semibold">
        {id ? (
          <a href={`#${id}`} className="rounded-sm underline-offset-4 hover:underline">
            {title}
          </a>
        ) : (
          title
        )}
      </h2>
      {children}
    </section>
  );
}
