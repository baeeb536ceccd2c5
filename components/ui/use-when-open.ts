"use client";

import { useEffect, useEffectEvent } from "react";
import type { OnDemand } from "./on-demand.ts";
import { useOnDemand } from "./use-on-demand.ts";
import { useWhenIdle } from "./use-when-idle.ts";

/** The module of what opens over the page: null until `isOpen` was true once. It is fetched when the page stands, since nobody needs it before; `close` puts back what can't be fetched. */
export function useWhenOpen<Module>(source: OnDemand<Module>, isOpen: boolean, close: () => void): Module | null {
  const [module, ask] = useOnDemand(source, close);
  useWhenIdle(source.load);
  const open = useEffectEvent(ask);
  useEffect(() => {
    if (isOpen) open();
  }, [isOpen]);
  return module;
}
