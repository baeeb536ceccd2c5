import { Link } from "./link.tsx";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface ChoiceLinksProps {
  /** What is chosen: "Period". */
  label: string;
  links: readonly { href: string; title: ReactNode; isCurrent: boolean }[];
  /** Each choice takes the place of the one before in the browser's history. */
  isReplacing?: boolean;
}

/** Which part of one list or chart is looked at. Addresses, so that a view can be kept and sent. Other pages of a thing are `TabLinks`. */
export function ChoiceLinks({ label, links, isReplacing = false }: ChoiceLinksProps) {
  return (
    <nav aria-label={label} className="inline-flex max-w-full overflow-x-auto rounded-md border border-line bg-surface p-0.5">
      {links.map(({ href, title, isCurrent }) => (
        <Link
          key={href}
          href={href}
          replace={isReplacing}
          scroll={false}
          aria-current={isCurrent ? "true" : undefined}
          className={classNames(
            "flex min-h-8 shrink-0 items-center rounded-sm px-3 text-13 whitespace-nowrap tabular-nums transition-colors focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
            isCurrent ? "bg-ink/8 font-medium text-ink" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
