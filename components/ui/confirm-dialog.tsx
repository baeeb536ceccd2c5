"use client";

import { useId, useRef, type ReactNode } from "react";
import { Button } from "./button.tsx";

interface ConfirmDialogProps {
  /** Opens the dialog; gets the function to call. */
  trigger: (open: () => void) => ReactNode;
  title: string;
  children: ReactNode;
  /** A verb: "Delete API". */
  confirmLabel: string;
  onConfirm: () => void;
  /** `primary` for what makes something; otherwise it ends something. */
  variant?: "primary" | "danger";
}

/** Asks before something that can't be taken back. The native dialog traps focus, closes with Escape and gives focus back. */
export function ConfirmDialog({ trigger, title, children, confirmLabel, onConfirm, variant = "danger" }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const close = () => dialog.current?.close();
  return (
    <>
      {trigger(() => dialog.current?.showModal())}
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        onClick={(event) => event.target === event.currentTarget && close()}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-md border border-line bg-surface p-0 text-left whitespace-normal text-ink shadow-float open:settle"
      >
        <div className="space-y-4 p-6">
          <h2 id={titleId} className="text-16 font-semibold">
            {title}
          </h2>
          <div className="text-14 text-muted">{children}</div>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button
              variant={variant}
              onClick={() => {
                close();
                onConfirm();
              }}
            >
              {confirmLabel}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  );
}
