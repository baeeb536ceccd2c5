"use client";

import { ChevronsUpDown, LogOut } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { leave } from "./leave.ts";
import { ACCOUNT_PLACES } from "./places.ts";
import { applyTheme, type Theme } from "./theme.ts";
import { THEMES } from "./themes.ts";

interface AccountMenuProps {
  email: string;
  theme: Theme;
  signOut: () => Promise<void>;
  /** The letter alone. */
  isCompact?: boolean;
  side?: "top" | "bottom" | "right";
}

/** Who is signed in, and what belongs to them rather than to the workspace: profile, theme, leaving. */
export function AccountMenu({ email, theme, signOut, isCompact = false, side = "top" }: AccountMenuProps) {
  const [chosen, setChosen] = useState(theme);
  function choose(next: Theme) {
    setChosen(next);
    applyTheme(next);
  }
  return (
    <Menu
      side={side}
      align={isCompact ? "end" : "start"}
      trigger={
        <Button variant="ghost" size={isCompact ? "icon" : "sm"} {...(isCompact ? { "aria-label": `Account ${email}` } : {})} className={classNames(!isCompact && "w-full justify-start gap-2.5 px-2")}>
          <span aria-hidden className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-ink/10 text-12 font-semibold text-ink uppercase">
            {email.charAt(0) || "?"}
          </span>
          {isCompact ? null : (
            <>
              <span className="min-w-0 flex-1 truncate text-left font-normal">
                <span className="sr-only">Account </span>
                {email}
              </span>
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
            </>
          )}
        </Button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      {ACCOUNT_PLACES.map(({ href, label, icon }) => (
        <MenuItem key={href} href={href} icon={icon}>
          {label}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice label="Theme" value={chosen} options={THEMES} onChange={choose} />
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => leave(signOut)}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
