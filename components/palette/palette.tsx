"use client";

import { onDemand } from "#components/ui/on-demand.ts";
import { useWhenOpen } from "#components/ui/use-when-open.ts";
import type { ApiName } from "#lib/apis/list-api-names.ts";

/** What the palette does beside going somewhere. */
export interface PaletteVerbs {
  findApis(): Promise<ApiName[]>;
  setStatus(apiId: string, status: "active" | "paused"): Promise<{ message: string } | null>;
  signOut(): Promise<void>;
}
export interface PaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  verbs: PaletteVerbs;
}

const dialog = onDemand(() => import("./palette-dialog.tsx"));

/** Ctrl-K. */
export function Palette(props: PaletteProps) {
  const parts = useWhenOpen(dialog, props.isOpen, () => props.onOpenChange(false));
  return parts ? <parts.PaletteDialog {...props} /> : null;
}
