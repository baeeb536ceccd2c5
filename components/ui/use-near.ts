"use client";

import { type RefObject, useEffect, useState } from "react";

const NEAR = "400px";

/** Whether an element is in sight or was once, or nearly: what is costly to draw waits for it. `isAtFirst`: it is in sight before anything is known. */
export function useNear(element: RefObject<Element | null>, isAtFirst: boolean): boolean {
  const [isNear, setNear] = useState(isAtFirst);
  useEffect(() => {
    if (isNear || !element.current) return;
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true), { rootMargin: NEAR, scrollMargin: NEAR });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element, isNear]);
  return isNear;
}
