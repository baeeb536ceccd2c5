"use client";

import { Ellipsis } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Link } from "#components/ui/link.tsx";
import { isCurrentPlace, PLACES, type Place } from "./places.ts";

const FIRST = PLACES.filter((place) => place.isFirst);
const REST = PLACES.filter((place) => !place.isFirst);
const CELL = "flex min-h-14 w-full flex-col items-center justify-center gap-0.5 rounded-md text-12 font-medium transition-colors";

/** The places along the bottom of a phone, where the thumb is. */
export function PhoneNav() {
  const pathname = usePathname();
  const [isOpen, setOpen] = useState(false);
  return (
    <nav aria-label="Main" className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="flex">
        {FIRST.map((place) => (
          <li key={place.href} className="min-w-0 flex-1">
            <PhoneLink place={place} isCurrent={isCurrentPlace(place, pathname)} />
          </li>
        ))}
        <li className="min-w-0 flex-1">
          <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)} className={classNames(CELL, REST.some((place) => isCurrentPlace(place, pathname)) ? "text-ink" : "text-muted")}>
            <Ellipsis aria-hidden className="size-5" />
            More
          </button>
        </li>
      </ul>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title="More">
        <ul className="-mx-2">
          {REST.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link href={href} onClick={() => setOpen(false)} className="flex min-h-11 items-center gap-3 rounded-md px-2 text-16 hover:bg-ink/4">
                <Icon aria-hidden className="size-5 text-muted" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </Dialog>
    </nav>
  );
}

function PhoneLink({ place: { href, label, icon: Icon }, isCurrent }: { place: Place; isCurrent: boolean }) {
  return (
    <Link href={href} aria-current={isCurrent ? "page" : undefined} className={classNames(CELL, isCurrent ? "text-ink" : "text-muted hover:text-ink")}>
      <Icon aria-hidden className={classNames("size-5", isCurrent && "stroke-[2.4]")} />
      <span className="max-w-full truncate px-0.5">{label}</span>
    </Link>
  );
}
