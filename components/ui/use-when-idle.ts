"use client";

import { useEffect } from "react";

/** Where the browser tells nothing of being idle (Safari): a moment after the page came alive. */
const MOMENT_MS = 1_500;

/** Fetches ahead, once nothing else is under way, what the next click needs. `fetchAhead` is always the same function, and may be called again. That it fails is said when somebody needs what it fetches, not before. */
export function useWhenIdle(fetchAhead: () => Promise<unknown>): void {
  useEffect(() => {
    const work = () => void fetchAhead().catch(() => undefined);
    if ("requestIdleCallback" in window) {
      const asked = requestIdleCallback(work);
      return () => cancelIdleCallback(asked);
    }
    const asked = setTimeout(work, MOMENT_MS);
    return () => clearTimeout(asked);
  }, [fetchAhead]);
}
