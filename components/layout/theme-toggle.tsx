"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { THEME_COOKIE, type Theme } from "./theme.ts";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Steps through system, light and dark. The cookie lets the server send the right colours, so nothing flashes. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = ICONS[theme];

  function step() {
    const next = NEXT[theme];
    setTheme(next);
    if (next === "system") {
      delete document.documentElement.dataset["theme"];
      document.cookie = `${THEME_COOKIE}=; path=/; max-age=0; samesite=lax`;
    } else {
      document.documentElement.dataset["theme"] = next;
      document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
    }
  }
  const label = `Theme: ${theme}. Switch to ${NEXT[theme]}`;
  return (
    <Button variant="ghost" size="icon" onClick={step} aria-label={label} title={label}>
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}
