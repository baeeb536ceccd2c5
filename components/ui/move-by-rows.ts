import type { KeyboardEvent } from "react";

/** Up, Down, Home and End go from row to row by the rows' first link or button, "/" to the page's search. */
export function moveByRows(event: KeyboardEvent<HTMLElement>, rows: string): void {
  if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector<HTMLInputElement>("form[role=search] input:not([type=hidden])")?.focus();
    return;
  }
  const stops = [...event.currentTarget.querySelectorAll(rows)].flatMap((row) => row.querySelector<HTMLElement>("a[href], button:not(:disabled)") ?? []);
  const at = stops.findIndex((stop) => stop.closest(rows)?.contains(document.activeElement));
  const next = { ArrowDown: at + 1, ArrowUp: at === -1 ? 0 : Math.max(0, at - 1), Home: 0, End: stops.length - 1 }[event.key];
  const stop = next === undefined ? undefined : stops[next];
  if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  stop.focus();
}
