"use client";

import { Suspense, useState, useSyncExternalStore, type ReactNode } from "react";

const never = () => () => undefined;

/**
 * Where a layout's pages stand, from its template.tsx: each page that somebody goes to has one of its own, which shows its placeholder at once.
 *
 * The first page of a visit comes whole instead, for React reveals what a document brings behind a boundary some 300 ms after the document's
 * first paint, even where both came together (React 19.2, "Batching Suspense Boundaries for SSR"). That is why no page has a loading.tsx.
 */
export function PageSlot({ placeholder, children }: { placeholder: ReactNode; children: ReactNode }) {
  const isAlive = useSyncExternalStore(never, () => true, () => false);
  const [wasGoneTo] = useState(isAlive);
  return wasGoneTo ? <Suspense fallback={placeholder}>{children}</Suspense> : children;
}
