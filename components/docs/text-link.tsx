import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";

/** A link in a sentence. */
export const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="rounded-sm font-medium underline underline-offset-4 hover:text-brand">
    {children}
  </Link>
);
