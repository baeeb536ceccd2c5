"use client";

import { useRef, type ComponentProps } from "react";
import { useMovingRows } from "./use-moving-rows.ts";

/** A list that changes while somebody looks at it: what comes into it moves in, and what makes room for that moves there. */
export function GrowingList(props: ComponentProps<"ul">) {
  const list = useRef<HTMLUListElement>(null);
  useMovingRows(list);
  return <ul ref={list} {...props} />;
}
