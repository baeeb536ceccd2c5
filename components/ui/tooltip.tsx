"use client";

import * as RadixTooltip from "radix-ui/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

interface TooltipProps {
  text: ReactNode;
  keys?: readonly string[];
  side?: "top" | "right" | "bottom" | "left";
  /** A button or link that has its own name: what is in a tooltip alone, nobody on a phone can read. */
  children: ReactElement;
}

/** A word about a control, for pointers that rest on it and for the keyboard. */
export function Tooltip({ text, keys, side = "top", children }: TooltipProps) {
  return (
    <RadixTooltip.Provider delayDuration={350}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content side={side} sideOffset={6} collisionPadding={8} className="floating z-50 flex max-w-72 items-center gap-2 rounded-sm bg-ink px-2 py-1 text-12 text-paper">
            {text}
            {keys ? <Kbd keys={keys} /> : null}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
