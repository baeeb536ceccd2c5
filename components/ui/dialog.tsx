"use client";

import { useEffect, useEffectEvent, type ReactNode } from "react";
import { onDemand } from "./on-demand.ts";
import { useOnDemand } from "./use-on-demand.ts";
import { useWhenIdle } from "./use-when-idle.ts";

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** One sentence under the title; screen readers read it when the dialog opens. */
  lead?: ReactNode;
  /** Its buttons, the one that goes on last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** Holds what was typed and not stored: a click beside it doesn't close it. */
  isEdited?: boolean;
  children?: ReactNode;
}

const surface = onDemand(() => import("./dialog-surface.tsx"));

/**
 * A question or a form over the page: keeps the focus, closes with Escape, and gives the focus back to what opened it. Lies at the bottom on phones.
 * What keeps it on top comes when the page stands: nobody needs it before.
 */
export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange } = props;
  const [parts, ask] = useOnDemand(surface, () => onOpenChange(false));
  useWhenIdle(surface.load);
  const open = useEffectEvent(ask);
  useEffect(() => {
    if (isOpen) open();
  }, [isOpen]);
  return parts ? <parts.DialogSurface {...props} /> : null;
}
