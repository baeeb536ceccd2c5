"use client";

import { useRef } from "react";

/** For what opens without a trigger of Radix's own: the focus goes back to what had it, unless something took it meanwhile. */
export function useOpener() {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = openerOf(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement && (document.activeElement ?? document.body) === document.body) opener.current.focus();
    },
  };
}

/** An item of a menu is gone when a dialog closes: then it was the menu's button. */
function openerOf(focused: Element | null): Element | null {
  const button = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  return button ? document.getElementById(button) : focused;
}
