"use client";

import { type RefObject, useEffect } from "react";

/** Marks what somebody has seen: from then on what has the class `arrives` moves in when it comes. What it begins with stands still. */
export function useSeen(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // After the first drawing.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => ref.current?.setAttribute("data-seen", "")));
    return () => cancelAnimationFrame(frame);
  }, [ref]);
}
