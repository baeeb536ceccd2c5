"use client";

import { Activity, BookOpen, CircleUser, KeyRound, LayoutGrid, LayoutList, LogOut, PanelLeftClose, PanelLeftOpen, Plus, ScrollText } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Logo } from "./logo.tsx";
import { SIDEBAR_COOKIE, type Theme } from "./theme.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

const DOCS = "/docs";
const AUDIT = "/audit";
const PROFILE = "/profile";
/** Five places along the bottom are what a small phone has room for: these are in the bar at the top, or on the profile's page. */
const NOT_ON_PHONES: readonly string[] = [DOCS, AUDIT];
const LINKS = [
  { href: "/dashboard", label: "APIs", icon: LayoutList, also: "/apis/" },
  { href: "/generate", label: "Create API", icon: Plus, also: "/generations" },
  { href: "/blueprints", label: "Blueprints", icon: LayoutGrid, also: "/blueprints/" },
  { href: "/api-keys", label: "API keys", icon: KeyRound, also: null },
  { href: "/monitoring", label: "Monitoring", icon: Activity, also: null },
  { href: AUDIT, label: "Audit log", icon: ScrollText, also: null },
  { href: DOCS, label: "Docs", icon: BookOpen, also: null },
] as const;

interface SidebarProps {
  email: string;
  isFoldedAtFirst: boolean;
  theme: Theme;
  signOut: () => Promise<void>;
}

/** The 232 px sidebar; folds to icons on wide screens and lies along the bottom on phones. */
export function Sidebar({ email, isFoldedAtFirst, theme, signOut }: SidebarProps) {
  const [isFolded, setFolded] = useState(isFoldedAtFirst);
  function fold() {
    setFolded(!isFolded);
    document.cookie = `${SIDEBAR_COOKIE}=${isFolded ? "open" : "folded"}; path=/; max-age=31536000; samesite=lax`;
  }
  const hidden = isFolded ? "md:sr-only" : "";
  const FoldIcon = isFolded ? PanelLeftOpen : PanelLeftClose;
  return (
    <header
      className={classNames(
        "z-20 flex shrink-0 flex-col border-line bg-paper md:sticky md:top-0 md:h-dvh md:border-r md:px-3 md:py-4",
        isFolded ? "md:w-14" : "md:w-[232px]",
      )}
    >
      <div className={classNames("flex items-center justify-between gap-2 border-b border-line px-4 py-2 md:border-0 md:py-0", isFolded ? "md:px-1" : "md:px-2")}>
        <Link href="/dashboard" className="rounded-md" aria-label="API Creator, your APIs">
          <Logo isFolded={isFolded} />
        </Link>
        <div className="flex items-center md:hidden">
          <Link href={DOCS} aria-label="Docs" title="Docs" className="inline-flex size-8 items-center justify-center rounded-md hover:bg-sunken pointer-coarse:size-11">
            <BookOpen aria-hidden className="size-4" />
          </Link>
          <Link href={PROFILE} aria-label="Profile" title="Profile" className="inline-flex size-8 items-center justify-center rounded-md hover:bg-sunken pointer-coarse:size-11">
            <CircleUser aria-hidden className="size-4" />
          </Link>
          <ThemeToggle initial={theme} />
          <SignOutButton signOut={signOut} />
        </div>
      </div>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:static md:mt-6 md:border-0 md:bg-transparent md:pb-0"
      >
        <ul className="flex md:flex-col md:gap-0.5">
          {LINKS.map((link) => (
            <li key={link.href} className={classNames("min-w-0 flex-1", NOT_ON_PHONES.includes(link.href) && "max-md:hidden")}>
              <NavLink {...link} hiddenClass={hidden} isFolded={isFolded} />
            </li>
          ))}
        </ul>
      </nav>
      <div className={classNames("mt-auto hidden flex-col gap-2 border-t border-line pt-3 md:flex")}>
        <Link
          href={PROFILE}
          title={`Profile of ${email}`}
          className={classNames("flex min-h-8 items-center gap-2.5 rounded-md px-2 text-13 text-muted hover:bg-ink/4 hover:text-ink", isFolded && "justify-center")}
        >
          <CircleUser aria-hidden className="size-4 shrink-0" />
          <span className={classNames("truncate", hidden)}>{email || "Profile"}</span>
        </Link>
        <div className={classNames("flex", isFolded ? "flex-col items-center" : "items-center justify-between")}>
          <SignOutButton signOut={signOut} />
          <ThemeToggle initial={theme} />
          <Button variant="ghost" size="icon" onClick={fold} aria-expanded={!isFolded} aria-label={isFolded ? "Unfold sidebar" : "Fold sidebar"}>
            <FoldIcon aria-hidden className="size-4" />
          </Button>
        </div>
      </div>
    </header>
  );
}

type NavLinkProps = (typeof LINKS)[number] & { hiddenClass: string; isFolded: boolean };

function NavLink({ href, label, icon: Icon, also, hiddenClass, isFolded }: NavLinkProps) {
  const pathname = usePathname();
  const isCurrent = pathname === href || (also !== null && pathname.startsWith(also));
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      title={isFolded ? label : undefined}
      className={classNames(
        "flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-md text-12 font-medium transition-colors md:min-h-9 md:flex-row md:justify-start md:gap-2.5 md:px-2 md:text-14",
        isCurrent ? "text-ink md:bg-ink/8" : "text-muted hover:text-ink md:hover:bg-ink/4",
      )}
    >
      <Icon aria-hidden className={classNames("size-5 shrink-0 md:size-4", isCurrent && "stroke-[2.4]")} />
      <span className={hiddenClass}>{label}</span>
    </Link>
  );
}

function SignOutButton({ signOut }: { signOut: () => Promise<void> }) {
  return (
    <form action={signOut}>
      <Button type="submit" variant="ghost" size="icon" aria-label="Sign out" title="Sign out">
        <LogOut aria-hidden className="size-4" />
      </Button>
    </form>
  );
}
