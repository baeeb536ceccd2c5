"use client";

import { useEffect, useRef, type ComponentProps } from "react";

/** A list that changes while somebody looks at it: whatever in it has the class `arrives` moves in when it comes later than the list. */
export function GrowingList(props: ComponentProps<"ul">) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // After the first drawing: what the list begins with stands still.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => list.current?.setAttribute("data-seen", "")));
    return () => cancelAnimationFrame(frame);
  }, []);
  return <ul ref={list} {...props} />;
}
