import type { ReactNode } from "react";

interface PageHeaderProps {
  title: ReactNode;
  /** One line under the title. */
  lead?: ReactNode;
  /** The page's one primary action. */
  action?: ReactNode;
}

/** The head of a page of the app. */
export function PageHeader({ title, lead, action }: PageHeaderProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 space-y-1">
        <h1 className="text-28 font-semibold tracking-tight break-words">{title}</h1>
        {lead ? <p className="max-w-[72ch] text-muted">{lead}</p> : null}
      </div>
      {action}
    </div>
  );
}
