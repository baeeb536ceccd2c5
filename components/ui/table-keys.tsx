"use client";

import type { KeyboardEvent, ReactNode } from "react";

/** Up, Down, Home and End go from row to row by the rows' first link or button, "/" to the table's search; the sideways scroll stays inside. */
export function TableKeys({ label, children }: { label: string; children: ReactNode }) {
  function move(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector<HTMLInputElement>("form[role=search] input")?.focus();
      return;
    }
    const stops = [...event.currentTarget.querySelectorAll("tbody tr")].flatMap((row) => row.querySelector<HTMLElement>("a[href], button:not(:disabled)") ?? []);
    const at = stops.findIndex((stop) => stop.closest("tr")?.contains(document.activeElement));
    const next = { ArrowDown: at + 1, ArrowUp: at === -1 ? 0 : Math.max(0, at - 1), Home: 0, End: stops.length - 1 }[event.key];
    const stop = next === undefined ? undefined : stops[next];
    if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    stop.focus();
  }
  return (
    <div role="region" aria-label={label} tabIndex={0} onKeyDown={move} className="overflow-x-auto rounded-md border border-line bg-surface">
      {children}
    </div>
  );
}
