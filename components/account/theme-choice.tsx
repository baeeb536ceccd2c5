"use client";

import { useState } from "react";
import { applyTheme, type Theme } from "#components/layout/theme.ts";
import { THEMES } from "#components/layout/themes.ts";

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
      {THEMES.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-3 text-13 text-muted transition-colors hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-brand pointer-coarse:min-h-11"
        >
          <input type="radio" name="theme" value={value} checked={chosen === value} onChange={() => choose(value)} className="sr-only" />
          <Icon aria-hidden className="size-4" />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
