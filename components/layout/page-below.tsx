"use client";

import type { ReactNode } from "react";
import { PageSlot } from "#components/ui/page-slot.tsx";
import { LoadingList } from "#components/ui/placeholder.tsx";

/** The template of a page that has one below it: what stands in between the two. */
export function PageBelow({ children }: { children: ReactNode }) {
  return <PageSlot placeholder={<LoadingList what="the page" />}>{children}</PageSlot>;
}
