"use client";

import { RotateCcw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

/** Plays what it holds again: its animations are CSS, which begins anew with new elements. */
export function Replay({ caption, children }: { caption: string; children: ReactNode }) {
  const [run, setRun] = useState(0);
  return (
    <>
      <div key={run}>{children}</div>
      <figcaption className="mt-3 flex flex-wrap items-center justify-between gap-2 text-13 text-muted">
        <span>{caption}</span>
        <Button variant="ghost" size="sm" onClick={() => setRun(run + 1)} className="-mx-3 motion-reduce:hidden">
          <RotateCcw aria-hidden className="size-4" /> Play again
        </Button>
      </figcaption>
    </>
  );
}
