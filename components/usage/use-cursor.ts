"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

/** The point of a chart that is looked at, by pointer or by arrow keys; null: none, the chart speaks of all. */
export function useCursor(points: number) {
  const [cursor, setCursor] = useState<number | null>(null);
  const move = (to: number) => setCursor(Math.max(0, Math.min(points - 1, to)));
  return {
    cursor,
    handlers: {
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const box = event.currentTarget.getBoundingClientRect();
        move(Math.floor(((event.clientX - box.left) / box.width) * points));
      },
      onPointerLeave: () => setCursor(null),
      onBlur: () => setCursor(null),
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        const from = cursor ?? points - 1;
        const to = { ArrowLeft: from - (cursor === null ? 0 : 1), ArrowDown: from - 1, ArrowRight: from + 1, ArrowUp: from + 1, Home: 0, End: points - 1, PageUp: from + 10, PageDown: from - 10 }[event.key];
        if (event.key === "Escape") setCursor(null);
        if (to === undefined) return;
        event.preventDefault();
        move(to);
      },
    },
  };
}
