"use client";

import { Link } from "./link.tsx";
import { useEffect, useRef, type ReactNode } from "react";
import { tabClass } from "./tab-class.ts";

interface TabLinksProps {
  label: string;
  links: readonly { href: string; title: ReactNode; isCurrent: boolean }[];
}

/** Tabs that are addresses: the way back works, and a tab can be sent to somebody. On a phone the current one is scrolled to. */
export function TabLinks({ label, links }: TabLinksProps) {
  const bar = useRef<HTMLElement>(null);
  const current = links.find((link) => link.isCurrent)?.href;
  useEffect(() => {
    const link = bar.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (bar.current && link) bar.current.scrollLeft = link.offsetLeft - (bar.current.clientWidth - link.offsetWidth) / 2;
  }, [current]);
  return (
    <nav ref={bar} aria-label={label} className="relative flex gap-4 overflow-x-auto border-b border-line [scrollbar-width:none]">
      {links.map(({ href, title, isCurrent }) => (
        <Link key={href} href={href} aria-current={isCurrent ? "page" : undefined} className={tabClass(isCurrent)}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
