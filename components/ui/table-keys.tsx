"use client";

import type { ReactNode } from "react";
import { moveByRows } from "./move-by-rows.ts";

/** A table's rows by keyboard; the sideways scroll stays inside. */
export function TableKeys({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} onKeyDown={(event) => moveByRows(event, "tbody tr")} className="overflow-x-auto rounded-md border border-line bg-surface">
      {children}
    </div>
  );
}
