"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/**
 * After a way through the sidebar or the palette, the keyboard and the screen reader go on in the page, as after a full load. Whoever is
 * in the page already (its tabs, a field that took the focus) stays there.
 */
export function FocusContent() {
  const pathname = usePathname();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    const content = document.getElementById("content");
    if (!content?.contains(document.activeElement)) content?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
