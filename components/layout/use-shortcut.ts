"use client";

import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";

const never = () => () => undefined;
const isApple = () => /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** Runs `act` on Ctrl or Cmd with a letter, wherever the focus is. Returns the keys as this keyboard writes them. */
export function useShortcut(letter: string, act: () => void): readonly string[] {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== letter || event.shiftKey || event.altKey || !(isApple() ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const hasCommandKey = useSyncExternalStore(never, isApple, () => false);
  return useMemo(() => [hasCommandKey ? "⌘" : "Ctrl", letter.toUpperCase()], [hasCommandKey, letter]);
}
