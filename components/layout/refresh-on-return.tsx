"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page again when somebody comes back to it, for example from the terminal where they made a call. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    const onChange = () => document.visibilityState === "visible" && router.refresh();
    document.addEventListener("visibilitychange", onChange);
    window.addEventListener("focus", onChange);
    return () => {
      document.removeEventListener("visibilitychange", onChange);
      window.removeEventListener("focus", onChange);
    };
  }, [router]);
  return null;
}
