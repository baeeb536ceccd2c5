"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { PageSlot } from "#components/ui/page-slot.tsx";
import { LoadingList, Placeholder } from "#components/ui/placeholder.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** By the page's place in the address. Whose title is always the same shows it at once. */
const PLACEHOLDERS: Readonly<Record<string, ReactNode>> = {
  "api-keys": <LoadingList what="the keys" />,
  apis: <LoadingList what="the API" />,
  audit: <Titled title="Audit log" what="the audit log" blocks={8} className="h-16" />,
  billing: <LoadingList what="plan and usage" />,
  dashboard: <LoadingList what="the APIs" />,
  feedback: <LoadingList what="feedback" />,
  generate: <Titled title="Create API" what="your builds" blocks={3} className="h-40 max-w-[760px]" />,
  generations: <Titled title="Builds" what="builds" blocks={8} className="h-11" />,
  monitoring: <LoadingList what="what runs now" />,
  profile: <Titled title="Profile" what="your profile" blocks={3} className="h-40" />,
  workspace: <LoadingList what="the workspace" />,
};

function Titled({ title, what, blocks, className }: { title: string; what: string; blocks: number; className: string }) {
  return (
    <>
      <PageHeader title={title} />
      <Placeholder what={what}>
        {Array.from({ length: blocks }, (_, index) => (
          <Skeleton key={index} className={className} />
        ))}
      </Placeholder>
    </>
  );
}

export default function Template({ children }: { children: ReactNode }) {
  return <PageSlot placeholder={PLACEHOLDERS[useSelectedLayoutSegment() ?? ""] ?? <LoadingList what="the page" />}>{children}</PageSlot>;
}
