"use client";

import { useEffect, useState } from "react";
import { FigureGrid } from "#components/ui/figure-grid.tsx";
import { askInTime } from "#components/ui/ask-in-time.ts";
import { type GatewayState, readyWords, stateOfReady } from "./gateway-state.ts";

const EVERY_MS = 30_000;
const LIMIT_MS = 5_000;

/** The way that callers take, asked from this browser: whether the gateway serves, what it misses, and how long its answer took. */
export function GatewayHealth() {
  const [state, setState] = useState<GatewayState | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const startedAt = performance.now();
      const found = await askInTime("/ready", { cache: "no-store" }, LIMIT_MS).then(
        async (response) => stateOfReady(response.status, await response.json().catch(() => null), performance.now() - startedAt),
        (): GatewayState => ({ kind: "unreachable" }),
      );
      if (isCurrent) setState(found);
    };
    void ask();
    const timer = setInterval(() => document.visibilityState === "visible" && void ask(), EVERY_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, []);
  const { word, note, isBad } = readyWords(state);
  return (
    <div role="status">
      <FigureGrid
        columns={2}
        figures={[
          { label: "State", value: word, note, isBad },
          { label: "Answers in", value: state?.kind === "answered" ? `${Math.max(1, Math.round(state.tookMs)).toLocaleString("en")} ms` : "–", note: "from this browser, there and back" },
        ]}
      />
    </div>
  );
}
