import Link from "next/link";
import type { ReactNode } from "react";
import { tabClass } from "./tab-class.ts";

interface TabLinksProps {
  label: string;
  links: readonly { href: string; title: ReactNode; isCurrent: boolean }[];
}

/** Tabs that are addresses: the way back works, and a tab can be sent to somebody. */
export function TabLinks({ label, links }: TabLinksProps) {
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line">
      {links.map(({ href, title, isCurrent }) => (
        <Link key={href} href={href} aria-current={isCurrent ? "page" : undefined} className={tabClass(isCurrent ? "border-ink font-medium text-ink" : "hover:border-line")}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
