"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
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

const PaletteDialog = dynamic(() => import("./palette-dialog.tsx").then((module) => module.PaletteDialog), { ssr: false });

/** Ctrl-K. Its code comes when it is opened for the first time. */
export function Palette(props: PaletteProps) {
  const [wasOpened, setOpened] = useState(false);
  if (props.isOpen && !wasOpened) setOpened(true);
  return wasOpened ? <PaletteDialog {...props} /> : null;
}
