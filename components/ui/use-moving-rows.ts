"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { useSeen } from "./use-seen.ts";

const ROWS = ":scope > li, tbody > tr";
const MOVE: KeyframeAnimationOptions = { duration: 180, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" };

/**
 * Rows of a list or table that changes while somebody looks: those that change places go there, and those that come move in (`arrives`).
 * By the browser's own animations: nothing is loaded for it.
 */
export function useMovingRows(list: RefObject<HTMLElement | null>): void {
  const before = useRef(new Map<Element, number>());
  useSeen(list);
  // After each drawing, because only the parent knows when its rows are others.
  useLayoutEffect(() => {
    if (!list.current) return;
    const now = placesOf(list.current);
    if (!isSameOrder([...before.current.keys()], [...now.keys()]) && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      for (const [row, top] of now) {
        const moved = (before.current.get(row) ?? top) - top;
        if (moved !== 0) row.animate({ translate: [`0 ${moved}px`, "0 0"] }, MOVE);
      }
    }
    before.current = now;
  });
}

/** Of each row, how far it is from the first one, wherever it is drawn on its way there. */
function placesOf(list: HTMLElement): Map<Element, number> {
  const rows = [...list.querySelectorAll<HTMLElement>(ROWS)];
  return new Map(rows.map((row) => [row, row.offsetTop - (rows[0]?.offsetTop ?? 0)]));
}

const isSameOrder = (one: readonly Element[], other: readonly Element[]): boolean => one.length === other.length && one.every((row, index) => row === other[index]);
