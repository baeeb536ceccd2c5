"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { applyTheme, type Theme } from "#components/layout/theme.ts";

const THEMES = [
  { theme: "system", label: "As the system", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
] as const;

/** The three themes side by side, the chosen one marked. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const [chosen, setChosen] = useState(initial);
  function choose(theme: Theme) {
    setChosen(theme);
    applyTheme(theme);
  }
  return (
    <fieldset className="flex flex-wrap gap-1 rounded-md border border-line bg-sunken p-1">
      <legend className="sr-only">Theme</legend>
      {THEMES.map(({ theme, label, icon: Icon }) => (
        <label
          key={theme}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-3 text-13 text-muted transition-colors hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-brand pointer-coarse:min-h-11"
        >
          <input type="radio" name="theme" value={theme} checked={chosen === theme} onChange={() => choose(theme)} className="sr-only" />
          <Icon aria-hidden className="size-4" />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
