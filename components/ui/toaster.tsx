"use client";

import { CheckCircle2, Info, X, XCircle } from "lucide-react";
import dynamic from "next/dynamic";
import { sonner } from "./sonner.ts";

/** Where toasts come up; comes after the page, because nothing is said before somebody acts. */
const Sonner = dynamic(() => sonner.load().then((module) => module.Toaster), { ssr: false });

const CLASSES = {
  toast: "flex w-full items-start gap-3 rounded-md border border-line bg-surface p-3 pr-10 text-14 text-ink shadow-float sm:w-[22rem]",
  content: "min-w-0 flex-1",
  title: "font-medium break-words",
  description: "mt-0.5 text-13 break-words whitespace-pre-line text-muted",
  icon: "mt-0.5 shrink-0",
  actionButton: "min-h-8 shrink-0 rounded-md border border-line px-3 text-13 font-medium hover:border-edge pointer-coarse:min-h-11",
  closeButton: "absolute top-1.5 right-1.5 inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink",
} as const;

/** The one place of toasts, in the root layout. F8 takes the keyboard to them. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      hotkey={["F8"]}
      closeButton
      expand
      visibleToasts={3}
      style={{ fontFamily: "inherit" }}
      gap={8}
      mobileOffset={{ bottom: "5rem" }}
      icons={{
        success: <CheckCircle2 aria-hidden className="size-4 text-brand" />,
        error: <XCircle aria-hidden className="size-4 text-failed" />,
        info: <Info aria-hidden className="size-4 text-muted" />,
        close: <X aria-hidden className="size-4" />,
      }}
      toastOptions={{ unstyled: true, closeButtonAriaLabel: "Close", classNames: CLASSES }}
    />
  );
}
