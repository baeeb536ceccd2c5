"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Generation } from "#lib/generation/schema.ts";
import { BuildHistory } from "./build-history.tsx";
import { BuildProgress } from "./build-progress.tsx";
import { BuildRefusal } from "./build-refusal.tsx";
import { ImportOpenApi } from "./import-open-api.tsx";
import { ImportZip } from "./import-zip.tsx";
import { type GeneratorOffer, OfferLine } from "./offer-line.tsx";
import { type PendingBuild, takeBuild } from "./pending-build.ts";
import { PromptForm } from "./prompt-form.tsx";
import { useBuild } from "./use-build.ts";

interface BuildViewProps {
  /** The generation to watch, from the address. */
  generationId: string | null;
  examples: readonly string[];
  /** Who would write, and what that usually costs. */
  offer: GeneratorOffer;
  /** The workspace's latest builds, shown under the field. */
  history: readonly Generation[];
}

/** From a description to a live API, watched. */
export function BuildView({ generationId, examples, offer, history }: BuildViewProps) {
  const { state, refused, unsent, start, startImport, startAt, cancel, answer, reset } = useBuild(generationId);
  // What was asked for last; null before.
  const [asked, setAsked] = useState<PendingBuild | null>(null);
  // What is said when a file could not be imported; null: none was chosen.
  const [importTitle, setImportTitle] = useState<string | null>(null);
  const draft = asked?.prompt ?? "";
  const router = useRouter();
  const idInAddress = useSearchParams().get("id");
  const idBefore = useRef(idInAddress);

  // "Create API" in the sidebar and the browser's Back leave a build: the field comes back.
  useEffect(() => {
    if (idBefore.current !== null && idInAddress === null) {
      reset();
      router.refresh();
    }
    idBefore.current = idInAddress;
  }, [idInAddress, reset, router]);

  useEffect(() => {
    const left = takeBuild();
    if (left !== null && generationId === null) {
      setAsked(left);
      start(left);
    }
  }, [start, generationId]);

  function build(wanted: PendingBuild) {
    setImportTitle(null);
    setAsked(wanted);
    start(wanted);
  }
  /** The same description again is the same build: with the outline or the blueprint that was asked for. */
  const buildPrompt = (prompt: string): void => build(asked?.prompt === prompt ? asked : { prompt });
  if (state.phase === "idle") {
    return (
      <div className="max-w-[760px] space-y-4">
        {refused ? (
          <BuildRefusal
            title={importTitle ?? (asked === null ? "This build can’t be shown" : "The build was not started")}
            refused={{ ...refused, suggestions: refused.suggestions.filter((text) => !examples.includes(text)) }}
            signIn={refused.isSignedOut ? { path: generationId && asked === null && importTitle === null ? `/generate?id=${generationId}` : "/generate", build: asked } : null}
            onTry={(prompt) => build({ prompt })}
          />
        ) : null}
        <PromptForm key={draft} examples={examples} initial={draft} isBusy={false} onSubmit={(prompt) => build({ prompt })} hasAutoFocus />
        <OfferLine offer={offer} />
        <section aria-labelledby="begin-with" className="space-y-2 pt-4">
          <h2 id="begin-with" className="text-14 font-semibold">Or begin with what you have</h2>
          <div className="divide-y divide-line rounded-md border border-line bg-surface">
            <ImportZip
              onImport={(zip, withData) => {
                setImportTitle("The zip was not imported");
                setAsked(null);
                startImport(zip, withData);
              }}
            />
            <ImportOpenApi
              onImport={(name, openapi) => {
                setImportTitle("The document was not imported");
                setAsked(null);
                startAt("/api/generate", name, { openapi });
              }}
            />
          </div>
        </section>
        <BuildHistory builds={history} />
      </div>
    );
  }
  return (
    <BuildProgress
      state={state}
      unsent={unsent}
      onCancel={() => void cancel()}
      onAnswer={(text) => void answer(text)}
      onTry={buildPrompt}
      onBuild={(outline) => build({ prompt: state.prompt, outline })}
      onReset={(prompt) => {
        setAsked(prompt === "" ? null : { prompt });
        idBefore.current = null; // this page's own change of the address, which arrives later, is not somebody leaving
        reset();
        router.refresh();
      }}
    />
  );
}
