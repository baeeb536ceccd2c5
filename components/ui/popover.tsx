"use client";

import * as RadixPopover from "radix-ui/popover";
import type { ReactElement, ReactNode } from "react";
import { floatingClass } from "./floating.ts";

interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement;
  /** What it is, for screen readers. */
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A few controls or facts that belong to a button. */
export function Popover({ trigger, label, children, align = "start", isOpen, onOpenChange }: PopoverProps) {
  return (
    <RadixPopover.Root {...(isOpen === undefined ? {} : { open: isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content aria-label={label} align={align} sideOffset={6} collisionPadding={8} className={floatingClass("w-80 p-4")}>
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
