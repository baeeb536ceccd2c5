"use client";

import { Check, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { RECORDED_BUILD } from "./recorded-build.ts";

/** A sentence, the stages that lock in, the live endpoint and its reply. Plays once by CSS; with reduced motion it stands still. */
export function BuildScene() {
  const [run, setRun] = useState(0);
  const { prompt, stages, address, request, reply } = RECORDED_BUILD;
  return (
    <figure aria-label="A build, from the description to the reply of the first call" className="min-w-0">
      <div key={run} className="grid gap-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <div className="rounded-md border border-edge bg-surface px-4 py-3">
            <p className="text-12 text-muted">What should the API do?</p>
            <p className="mt-1 text-16 font-medium">
              {prompt.split(" ").map((word, index) => (
                <span key={index} className="scene-word">
                  {word}{" "}
                </span>
              ))}
            </p>
          </div>
          <ol className="flex-1 rounded-md border border-line bg-surface px-4 py-2">
            {stages.map((stage) => (
              <li key={stage.word} className="scene-stage flex items-center gap-3 py-1.5">
                <span aria-hidden className="scene-check grid size-5 shrink-0 place-items-center rounded-full bg-brand text-on-brand">
                  <Check className="size-3.5 stroke-3" />
                </span>
                <span className="min-w-0 flex-1">
                  {stage.word}
                  {"detail" in stage ? <span className="block text-13 text-brand">{stage.detail}</span> : null}
                </span>
                <span className="font-mono text-13 text-muted tabular-nums">{stage.time}</span>
              </li>
            ))}
          </ol>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <div className="scene-late scene-late-1 min-w-0 rounded-md border border-line bg-sunken p-4 font-mono text-13">
            <p className="mb-2 font-sans text-12 text-muted">curl</p>
            <code className="block wrap-anywhere whitespace-pre-wrap">
              <span className="text-muted">$ </span>curl -X {request.method} <span className="font-semibold">{`http://localhost:3000${address}${request.path}`}</span> {"\\\n"}
              {"  -H 'Authorization: Bearer apic_…' \\\n"}
              {"  -H 'Content-Type: application/json' \\\n"}
              {`  -d '${request.body}'`}
            </code>
          </div>
          <div className="scene-late scene-late-2 min-w-0 flex-1 rounded-md border border-brand/50 bg-surface p-4 font-mono text-13">
            <p className="mb-2 flex items-baseline justify-between gap-3">
              <span className="font-semibold text-brand">{reply.status}</span>
              <span className="text-muted">{reply.time}</span>
            </p>
            <pre tabIndex={0} aria-label="Reply" className="overflow-x-auto">{reply.body}</pre>
          </div>
        </div>
      </div>
      <figcaption className="mt-3 flex flex-wrap items-center justify-between gap-2 text-13 text-muted">
        <span>A recorded build by the built-in generator on a 2-core machine.</span>
        <Button variant="ghost" size="sm" onClick={() => setRun(run + 1)} className="-mx-3 motion-reduce:hidden">
          <RotateCcw aria-hidden className="size-4" /> Play again
        </Button>
      </figcaption>
    </figure>
  );
}
