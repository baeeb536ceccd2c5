"use client";

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { memo, useCallback, useState, type ReactNode } from "react";
import { Palette, type PaletteVerbs } from "#components/palette/palette.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Link } from "#components/ui/link.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";
import { NavLinks } from "./nav-links.tsx";
import { PhoneNav } from "./phone-nav.tsx";
import { keepCookie, SIDEBAR_COOKIE, type Theme } from "./theme.ts";
import { useShortcut } from "./use-shortcut.ts";

interface SidebarProps {
  email: string;
  isFoldedAtFirst: boolean;
  theme: Theme;
  verbs: PaletteVerbs;
  /** Which workspace one is in. */
  workspace?: ReactNode;
}

/** The frame of every page for members, and what finds everything over it. */
export function Sidebar(props: SidebarProps) {
  const [isFinding, setFinding] = useState(false);
  const findKeys = useShortcut("k", () => setFinding((is) => !is));
  const find = useCallback(() => setFinding(true), []);
  return (
    <>
      <Frame {...props} findKeys={findKeys} onFind={find} />
      <Palette isOpen={isFinding} onOpenChange={setFinding} verbs={props.verbs} />
    </>
  );
}

interface FrameProps extends SidebarProps {
  findKeys: readonly string[];
  onFind: () => void;
}

/** The 232 px sidebar that folds to icons; a bar above and the places below on phones. Opening the palette doesn't render it anew. */
const Frame = memo(function Frame({ email, isFoldedAtFirst, theme, verbs, workspace, findKeys, onFind }: FrameProps) {
  const [isFolded, setFolded] = useState(isFoldedAtFirst);
  function fold() {
    setFolded(!isFolded);
    keepCookie(SIDEBAR_COOKIE, isFolded ? "open" : "folded");
  }
  const foldKeys = useShortcut("b", fold);
  const FoldIcon = isFolded ? PanelLeftOpen : PanelLeftClose;
  const foldWord = isFolded ? "Unfold sidebar" : "Fold sidebar";
  const account = { email, theme, signOut: verbs.signOut };
  return (
    <header className={classNames("z-20 flex shrink-0 flex-col border-line bg-paper transition-[width] md:sticky md:top-0 md:h-dvh md:border-r md:px-3 md:py-4", isFolded ? "md:w-14" : "md:w-[232px]")}>
      <div className="flex items-center gap-1 border-b border-line px-4 py-2 md:border-0 md:px-1 md:py-0">
        <Link href="/dashboard" className="mr-auto rounded-md" aria-label="API Creator, your APIs">
          <Logo isFolded={isFolded} />
        </Link>
        <div className="flex items-center gap-1 md:hidden">
          <Button variant="ghost" size="icon" aria-label="Find anything" onClick={onFind}>
            <Search aria-hidden className="size-4" />
          </Button>
          <AccountMenu {...account} side="bottom" isCompact />
        </div>
      </div>
      {workspace ? <div className={classNames("max-md:border-b max-md:border-line max-md:px-4 max-md:py-2 md:mt-4", isFolded && "md:hidden")}>{workspace}</div> : null}
      <div className="mt-4 max-md:hidden">
        <Tooltip text="Find anything" keys={findKeys} side="right">
          <Button size="sm" onClick={onFind} {...(isFolded ? { "aria-label": "Find anything" } : {})} aria-haspopup="dialog" className={classNames("w-full", isFolded ? "px-0" : "justify-start pr-1.5 pl-2 font-normal text-muted")}>
            <Search aria-hidden className="size-4 shrink-0" />
            {isFolded ? null : (
              <>
                <span className="flex-1 text-left">Find anything</span>
                <Kbd keys={findKeys} />
              </>
            )}
          </Button>
        </Tooltip>
      </div>
      <nav aria-label="Main" className="mt-3 max-md:hidden">
        <NavLinks isFolded={isFolded} />
      </nav>
      <div className={classNames("mt-auto flex gap-1 border-t border-line pt-3 max-md:hidden", isFolded ? "flex-col items-center" : "items-center")}>
        <div className={isFolded ? "" : "min-w-0 flex-1"}>
          <AccountMenu {...account} isCompact={isFolded} side={isFolded ? "right" : "top"} />
        </div>
        <Tooltip text={foldWord} keys={foldKeys} side="right">
          <Button variant="ghost" size="icon" onClick={fold} aria-expanded={!isFolded} aria-label={foldWord}>
            <FoldIcon aria-hidden className="size-4" />
          </Button>
        </Tooltip>
      </div>
      <PhoneNav />
    </header>
  );
});
