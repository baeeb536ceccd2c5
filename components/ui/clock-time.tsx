"use client";

import { useSyncExternalStore } from "react";

const unchanging = () => () => {};

/** "14:03:22", with the day before it when it isn't today: UTC from the server, the reader's own time as soon as the browser knows it. */
export function ClockTime({ iso, className }: { iso: string; className?: string }) {
  const text = useSyncExternalStore(unchanging, () => here(iso), () => iso.slice(11, 19));
  return (
    <time dateTime={iso} title={iso} className={className}>
      {text}
    </time>
  );
}

function here(iso: string): string {
  const at = new Date(iso);
  const day = at.toDateString() === new Date().toDateString() ? "" : `${at.toLocaleDateString("en-GB", { day: "2-digit", month: "short" })} `;
  return `${day}${at.toLocaleTimeString("en-GB")}`;
}
