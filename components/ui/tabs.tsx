"use client";

import * as RadixTabs from "radix-ui/tabs";
import { useId, useState, type ReactNode } from "react";
import { tabClass } from "./tab-class.ts";

interface TabsProps<Id extends string> {
  /** What is chosen between, for screen readers: "Language". */
  label: string;
  tabs: readonly { id: Id; title: ReactNode; content: ReactNode }[];
  /** Which is shown, when `onChange` says where the choice is kept; otherwise the first, until another is chosen. */
  current?: Id;
  onChange?: (id: Id) => void;
}

/** Parts of a page that take turns. What has an address of its own is `TabLinks`. */
export function Tabs<Id extends string>({ label, tabs, current, onChange }: TabsProps<Id>) {
  const base = useId();
  const [chosen, setChosen] = useState<string>(current ?? tabs[0]?.id ?? "");
  const shown = onChange ? current : chosen;
  function change(id: string) {
    setChosen(id);
    for (const tab of tabs) if (tab.id === id) onChange?.(tab.id);
  }
  return (
    <RadixTabs.Root value={shown ?? chosen} onValueChange={change}>
      {/* The server must not send style attributes, which our policy refuses: neither Radix's `outline: none`, nor its panels. */}
      <RadixTabs.List aria-label={label} style={{ outline: undefined }} className="flex gap-4 overflow-x-auto border-b border-line">
        {tabs.map(({ id, title }) => (
          <RadixTabs.Trigger key={id} value={id} id={`${base}-tab-${id}`} aria-controls={`${base}-${id}`} className={tabClass("as Radix says")}>
            {title}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map(({ id, content }) => (
        <div key={id} role="tabpanel" id={`${base}-${id}`} aria-labelledby={`${base}-tab-${id}`} hidden={id !== shown} tabIndex={0} className="rounded-sm pt-4">
          {id === shown ? content : null}
        </div>
      ))}
    </RadixTabs.Root>
  );
}
