"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { applyTheme, type Theme } from "./theme.ts";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Steps through system, light and dark: the public pages ship no menu for it. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = ICONS[theme];

  function step() {
    const next = NEXT[theme];
    setTheme(next);
    applyTheme(next);
  }
  const label = `Theme: ${theme}. Switch to ${NEXT[theme]}`;
  return (
    <Button variant="ghost" size="icon" onClick={step} aria-label={label} title={label}>
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}
