import type { ReactNode } from "react";

/** One component of the design page: its name, and its states beside each other. */
export function Part({ name, children, isStacked = false }: { name: string; children: ReactNode; isStacked?: boolean }) {
  return (
    <div className="space-y-3">
      <h3 className="text-13 font-medium text-muted">{name}</h3>
      <div className={isStacked ? "space-y-4" : "flex flex-wrap items-center gap-3"}>{children}</div>
    </div>
  );
}
