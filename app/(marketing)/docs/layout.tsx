import type { ReactNode } from "react";
import { DocsNav } from "#components/layout/docs-nav.tsx";

export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid gap-x-12 gap-y-6 pt-8 md:grid-cols-[10rem_minmax(0,72ch)]">
      <div className="md:sticky md:top-6 md:self-start">
        <DocsNav />
      </div>
      <div className="min-w-0 space-y-8 text-16">{children}</div>
    </div>
  );
}
