"use client";

import { useEffect, useState } from "react";
import { showMs } from "#components/ui/show-ms.ts";

const TICK_MS = 100;

/** How long something goes on, since this was first shown. */
export function RunningTime() {
  const [ms, setMs] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    const timer = setInterval(() => setMs(performance.now() - startedAt), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  // A blink of a figure says nothing.
  return ms < 300 ? null : <span aria-hidden className="text-building">{showMs(Math.floor(ms / TICK_MS) * TICK_MS)}</span>;
}
