"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { PageSlot } from "#components/ui/page-slot.tsx";
import { LoadingList, Placeholder } from "#components/ui/placeholder.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** By the tab's name in the address. */
const PLACEHOLDERS: Readonly<Record<string, ReactNode>> = {
  analytics: (
    <Placeholder what="analytics">
      <Skeleton className="mb-6 h-9 w-56" />
      <Skeleton className="h-28" />
      <Row className="lg:grid-cols-2" heights={["h-72", "h-72"]} />
      <Row className="lg:grid-cols-3" heights={["h-64", "h-64", "h-64"]} />
    </Placeholder>
  ),
  change: <LoadingList what="changes" />,
  data: (
    <Placeholder what="data">
      <Skeleton className="mb-6 h-9 w-56" />
      <Skeleton className="h-20" />
      <Skeleton className="h-9 w-72" />
      <Skeleton className="h-96" />
    </Placeholder>
  ),
  versions: <LoadingList what="versions" />,
};

const OTHER = (
  <Placeholder what="the API">
    <Skeleton className="h-24" />
    <Row className="lg:grid-cols-2" heights={["h-64", "h-64"]} />
  </Placeholder>
);

function Row({ className, heights }: { className: string; heights: readonly string[] }) {
  return (
    <div className={`grid gap-4 ${className}`}>
      {heights.map((height, index) => (
        <Skeleton key={index} className={height} />
      ))}
    </div>
  );
}

export default function Template({ children }: { children: ReactNode }) {
  return <PageSlot placeholder={PLACEHOLDERS[useSelectedLayoutSegment() ?? ""] ?? OTHER}>{children}</PageSlot>;
}
