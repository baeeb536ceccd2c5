"use client";

import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { Link } from "#components/ui/link.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { isCurrentPlace, PLACES, type Place } from "./places.ts";

/** The places in the sidebar; folded, their icons with the word beside them on hover and focus. */
export function NavLinks({ isFolded }: { isFolded: boolean }) {
  const pathname = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {PLACES.map((place) => (
        <li key={place.href}>
          {isFolded ? (
            <Tooltip text={place.label} side="right">
              <NavLink place={place} isCurrent={isCurrentPlace(place, pathname)} isFolded />
            </Tooltip>
          ) : (
            <NavLink place={place} isCurrent={isCurrentPlace(place, pathname)} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface NavLinkProps {
  place: Place;
  isCurrent: boolean;
  isFolded?: boolean;
}

/** `rest` is what a tooltip gives to the thing that it tells of. */
function NavLink({ place: { href, label, icon: Icon }, isCurrent, isFolded = false, ...rest }: NavLinkProps) {
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={classNames(
        "flex min-h-9 items-center gap-2.5 rounded-md px-2 text-14 font-medium transition-colors",
        isCurrent ? "bg-ink/8 text-ink" : "text-muted hover:bg-ink/4 hover:text-ink",
      )}
      {...rest}
    >
      <Icon aria-hidden className={classNames("size-4 shrink-0", isCurrent && "stroke-[2.4]")} />
      <span className={isFolded ? "sr-only" : "truncate"}>{label}</span>
    </Link>
  );
}
