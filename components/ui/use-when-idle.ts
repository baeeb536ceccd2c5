"use client";

import { useEffect } from "react";

/** Where the browser tells nothing of being idle (Safari): a moment after the page came alive. */
const MOMENT_MS = 1_500;

/** Does `work` once nothing else is under way, for instance fetches what the next click needs. It is always the same function, and may be called again. */
export function useWhenIdle(work: () => unknown): void {
  useEffect(() => {
    if ("requestIdleCallback" in window) {
      const asked = requestIdleCallback(() => work());
      return () => cancelIdleCallback(asked);
    }
    const asked = setTimeout(work, MOMENT_MS);
    return () => clearTimeout(asked);
  }, [work]);
}
