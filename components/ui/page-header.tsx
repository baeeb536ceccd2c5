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
    <div className="mb-6 grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-6 gap-y-1">
      <h1 className="text-28 font-semibold tracking-tight break-words">{title}</h1>
      {action ? <div className="sm:row-span-2">{action}</div> : null}
      {lead ? <p className="max-w-[72ch] text-muted max-sm:col-span-2 sm:col-start-1">{lead}</p> : null}
    </div>
  );
}
