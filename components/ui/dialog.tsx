"use client";

import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
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

const load = () => import("./dialog-surface.tsx");
const DialogSurface = dynamic(() => load().then((module) => module.DialogSurface), { ssr: false });

/**
 * A question or a form over the page: keeps the focus, closes with Escape, and gives the focus back to what opened it. Lies at the bottom on phones.
 * What keeps it on top comes when the page stands: nobody needs it before.
 */
export function Dialog(props: DialogProps) {
  const [wasOpened, setOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setOpened(true);
  useWhenIdle(load);
  return wasOpened ? <DialogSurface {...props} /> : null;
}
