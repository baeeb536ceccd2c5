"use client";

import type { ReactNode } from "react";
import { onDemand } from "./on-demand.ts";
import { useWhenOpen } from "./use-when-open.ts";

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

/** A question or a form over the page: keeps the focus, closes with Escape, and gives the focus back to what opened it. Lies at the bottom on phones. */
export function Dialog(props: DialogProps) {
  const parts = useWhenOpen(surface, props.isOpen, () => props.onOpenChange(false));
  return parts ? <parts.DialogSurface {...props} /> : null;
}
