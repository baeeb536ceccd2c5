"use client";

import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { Link } from "#components/ui/link.tsx";

const PAGES = [
  { href: "/docs", label: "Quick start" },
  { href: "/docs/concepts", label: "Concepts" },
  { href: "/docs/limits", label: "Limits" },
  { href: "/docs/errors", label: "Errors" },
  { href: "/docs/keys", label: "Keys" },
  { href: "/docs/programs", label: "From programs" },
  { href: "/docs/self-hosting", label: "Self-hosting" },
];

export function DocsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Docs">
      <ul className="flex flex-wrap gap-1 md:flex-col">
        {PAGES.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className={classNames("flex min-h-9 items-center rounded-md px-2.5 text-14 font-medium", pathname === href ? "bg-ink/8 text-ink" : "text-muted hover:text-ink")}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
