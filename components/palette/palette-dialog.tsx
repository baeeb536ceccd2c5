"use client";

import { Command } from "cmdk";
import { Search, type LucideIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import * as RadixDialog from "radix-ui/dialog";
import { memo, useCallback, useDeferredValue, useEffect, useState } from "react";
import { useOpener } from "#components/ui/use-opener.ts";
import type { PaletteProps, PaletteVerbs } from "./palette.tsx";
import { type Finding, type KnownApis, NO_APIS, useApiNames, useFindings } from "./use-findings.ts";

const GROUP = "**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-3 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:text-muted";

/** One field that finds every page, API and action. Arrow keys choose, Enter goes, Escape closes. */
export function PaletteDialog({ isOpen, onOpenChange, verbs }: PaletteProps) {
  const opener = useOpener();
  const [typed, setTyped] = useState("");
  const known = useApiNames(isOpen, verbs);
  // The keys that asked for it have their frame before it is made.
  const isShown = useDeferredValue(isOpen, false);
  // At its opening, not at its end: what goes away stays as it was.
  useEffect(() => {
    if (isOpen) setTyped("");
  }, [isOpen]);
  const choose = useCallback(
    (finding: Finding) => {
      onOpenChange(false);
      finding.run();
    },
    [onOpenChange],
  );
  return (
    <RadixDialog.Root open={isShown} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="veil fixed inset-0 z-40 bg-veil" />
        <RadixDialog.Content
          {...opener}
          aria-describedby={undefined}
          className="floating fixed inset-x-4 top-[max(1rem,12dvh)] z-50 mx-auto flex max-h-[70dvh] max-w-[36rem] flex-col overflow-hidden rounded-md border border-line bg-surface text-ink shadow-float outline-none"
        >
          <RadixDialog.Title className="sr-only">Find anything</RadixDialog.Title>
          <Finder known={known} verbs={verbs} typed={typed} onType={setTyped} onChoose={choose} />
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

interface FinderProps {
  known: KnownApis;
  verbs: PaletteVerbs;
  typed: string;
  onType: (typed: string) => void;
  onChoose: (finding: Finding) => void;
}

/** Each letter, and the field itself, have their frame before what is found is listed. */
function Finder({ known: { apis, isUnread }, verbs, typed, onType, onChoose }: FinderProps) {
  const asked = useDeferredValue<string | null>(typed, null);
  const groups = useFindings({ apis: apis ?? NO_APIS, typed: asked ?? "", verbs, pathname: usePathname() });
  const isLoading = apis === null && !isUnread;
  const found = asked === null ? [] : groups.filter(({ findings }) => findings.length > 0);
  const first = found[0]?.findings[0];
  const [chosen, setChosen] = useState<{ asked: string | null; id: string }>({ asked: null, id: "" });
  const [isHasty, setHasty] = useState(false);
  useEffect(() => {
    if (!isHasty || asked !== typed) return;
    setHasty(false);
    if (first) onChoose(first);
  }, [isHasty, asked, typed, first, onChoose]);
  return (
    <Command
      shouldFilter={false}
      label="Find anything"
      loop
      className="flex min-h-0 flex-col"
      value={chosen.asked === asked ? chosen.id : (first?.id ?? "")}
      onValueChange={(id) => setChosen({ asked, id })}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || asked === typed) return;
        // What is listed is not yet what was typed.
        event.preventDefault();
        setHasty(true);
      }}
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Command.Input value={typed} onValueChange={onType} placeholder="Pages, APIs, actions" className="h-12 w-full bg-transparent text-16 outline-none placeholder:text-muted" />
      </div>
      <Command.List label="Found" className="min-h-0 overflow-y-auto overscroll-contain px-2 pb-2">
        {asked !== null && found.length === 0 && !isLoading ? <Command.Empty className="px-2 py-8 text-center text-muted">{`Nothing is called “${asked}”. Try fewer letters.`}</Command.Empty> : null}
        {found.map(({ name, findings }) => (
          <Command.Group key={name} heading={name} className={GROUP}>
            {findings.map((finding) => (
              <PaletteItem key={finding.id} finding={finding} onChoose={onChoose} />
            ))}
          </Command.Group>
        ))}
        {isLoading ? <p className="px-2 py-3 text-13 text-muted">Reading your APIs…</p> : null}
        {isUnread ? <p role="alert" className="px-2 py-3 text-13 text-failed">Your APIs could not be read. Close this and open it again.</p> : null}
      </Command.List>
    </Command>
  );
}

/** Drawn again only when it is another finding: most stay while somebody types. */
const PaletteItem = memo(function PaletteItem({ finding, onChoose }: { finding: Finding; onChoose: (finding: Finding) => void }) {
  const { id, label, hint, icon } = finding;
  const Icon: LucideIcon = icon;
  return (
    <Command.Item value={id} onSelect={() => onChoose(finding)} className="flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-2 text-14 select-none data-[selected=true]:bg-ink/7 pointer-coarse:min-h-11">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint ? <span className="shrink-0 font-mono text-12 text-muted max-sm:hidden">{hint}</span> : null}
    </Command.Item>
  );
});
