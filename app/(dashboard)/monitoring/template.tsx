"use client";

import type { ReactNode } from "react";
import { PageSlot } from "#components/ui/page-slot.tsx";
import { LoadingList } from "#components/ui/placeholder.tsx";

/** Between this page and the one below it. */
export default function Template({ children }: { children: ReactNode }) {
  return <PageSlot placeholder={<LoadingList what="the page" />}>{children}</PageSlot>;
}
