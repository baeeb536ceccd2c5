"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState, type RefObject } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "./button.tsx";

interface CopyButtonProps {
  text: string;
  /** What is copied, for screen readers: "Copy address". */
  label: string;
  /** Shows the word beside the icon. */
  isWordShown?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
  ref?: RefObject<HTMLButtonElement | null>;
}

/** Copies `text`; says so for two seconds, to eyes and to screen readers. */
export function CopyButton({ text, label, isWordShown = false, variant = "ghost", size, ref }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    setState((await writeClipboard(text)) ? "copied" : "failed");
  }
  const Icon = state === "copied" ? Check : Copy;
  const word = state === "copied" ? "Copied" : state === "failed" ? "Select and copy" : "Copy";
  return (
    <>
      <Button ref={ref} variant={variant} size={size ?? (isWordShown ? "sm" : "icon")} onClick={copy} aria-label={label} title={label}>
        <Icon aria-hidden className={state === "copied" && variant !== "primary" ? "size-4 text-brand" : "size-4"} />
        {isWordShown ? <span>{word}</span> : null}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" ? "Copied" : state === "failed" ? "The browser did not allow copying. Select the text and copy it." : ""}
      </span>
    </>
  );
}

/* `navigator.clipboard` is missing on plain http addresses other than localhost; a selected textarea still works there. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }
}
