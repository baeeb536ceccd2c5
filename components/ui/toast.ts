"use client";

import type { ExternalToast } from "sonner";
import { sonner } from "./sonner.ts";

interface ToastOptions {
  /** A second line: why, or what to do. */
  detail?: string;
  /** The way back, or on: "Undo". */
  action?: { label: string; onClick: () => void };
  /** Finds the request in the log; shown so that it can be copied. */
  requestId?: string | undefined;
}

/** Says that something happened that is not seen where one looks. What has to be read before going on is a Notice in the page. */
export const toast = {
  passed: (message: string, options?: ToastOptions) => show("success", message, options),
  failed: (message: string, options?: ToastOptions) => show("error", message, { ...options }),
  told: (message: string, options?: ToastOptions) => show("info", message, options),
};

async function show(kind: "success" | "error" | "info", message: string, { detail, action, requestId }: ToastOptions = {}): Promise<void> {
  const { toast: send } = await sonner.load();
  const lines = [detail, requestId ? `Request ${requestId}` : null].filter(Boolean).join("\n");
  const options: ExternalToast = {
    ...(lines ? { description: lines } : {}),
    ...(action ? { action } : {}),
    // What failed stays until it is read.
    duration: kind === "error" ? Infinity : action ? 10_000 : 5_000,
  };
  send[kind](message, options);
}
