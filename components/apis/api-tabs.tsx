"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { API_PARTS } from "./api-parts.ts";

/** The pages of one API. */
export function ApiTabs({ apiId }: { apiId: string }) {
  const current = useSelectedLayoutSegment();
  const links = API_PARTS.map(({ segment, title }) => ({ href: segment === null ? `/apis/${apiId}` : `/apis/${apiId}/${segment}`, title, isCurrent: segment === current }));
  return (
    <div className="mb-4">
      <TabLinks label="This API" links={links} />
    </div>
  );
}
