"use client";

import { useRef, type ReactNode } from "react";
import { moveByRows } from "./move-by-rows.ts";
import { useMovingRows } from "./use-moving-rows.ts";

/** A table's rows by keyboard; the sideways scroll stays inside. Rows that change places are seen to. */
export function TableKeys({ label, children }: { label: string; children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  useMovingRows(region);
  return (
    <div ref={region} role="region" aria-label={label} tabIndex={0} onKeyDown={(event) => moveByRows(event, "tbody tr")} className="overflow-x-auto rounded-md border border-line bg-surface">
      {children}
    </div>
  );
}
