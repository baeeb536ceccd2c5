"use client";

import { useId, useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, Input } from "./field.tsx";

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
  /** What has to be typed first, for what can never be taken back: the thing's own name. */
  typed?: string;
}

/** Asks before something that can't be taken back. */
export function ConfirmDialog({ trigger, title, children, confirmLabel, onConfirm, variant = "danger", typed }: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const id = useId();
  const isHeld = typed !== undefined && text.trim() !== typed;
  function change(isOpenNow: boolean) {
    setOpen(isOpenNow);
    setText("");
  }
  function confirm() {
    if (isHeld) return;
    change(false);
    onConfirm();
  }
  return (
    <>
      {trigger(() => change(true))}
      <Dialog
        isOpen={isOpen}
        onOpenChange={change}
        title={title}
        footer={
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button variant={variant} disabled={isHeld} onClick={confirm}>
              {confirmLabel}
            </Button>
          </>
        }
      >
        <div className="space-y-4 text-muted">
          <div>{children}</div>
          {typed === undefined ? null : (
            <Field id={id} label={`Type ${typed} to go on`}>
              {(props) => <Input {...props} className="font-mono" autoComplete="off" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => event.key === "Enter" && confirm()} />}
            </Field>
          )}
        </div>
      </Dialog>
    </>
  );
}
