"use client";

import { type ReactNode, useRef } from "react";
import { useSeen } from "./use-seen.ts";

export interface Figure {
  label: string;
  value: string;
  note: ReactNode;
  isBad?: boolean;
}

/** A few figures side by side, each with what it means. One that changes while somebody looks comes in anew. */
export function FigureGrid({ figures, columns = 4 }: { figures: readonly Figure[]; columns?: 2 | 4 }) {
  const grid = useRef<HTMLDListElement>(null);
  useSeen(grid);
  return (
    <dl ref={grid} className={`grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line ${columns === 4 ? "lg:grid-cols-4" : ""}`}>
      {figures.map(({ label, value, note, isBad = false }) => (
        <div key={label} className="min-w-0 space-y-0.5 bg-surface p-3 sm:p-4">
          <dt className="text-13 text-muted">{label}</dt>
          <dd key={value} className={`arrives text-20 font-semibold break-words tabular-nums ${isBad ? "text-failed" : ""}`}>{value}</dd>
          <dd className="text-12 break-words text-muted sm:text-13">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
