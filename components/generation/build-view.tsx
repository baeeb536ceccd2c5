"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Generation } from "#lib/generation/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { BuildHistory } from "./build-history.tsx";
import type { BuildState } from "./build-state.ts";
import { CodeStream } from "./code-stream.tsx";
import { FailedPanel } from "./failed-panel.tsx";
import { LivePanel } from "./live-panel.tsx";
import { type GeneratorOffer, OfferLine } from "./offer-line.tsx";
import { leaveBuild, takeBuild } from "./pending-build.ts";
import { PromptForm } from "./prompt-form.tsx";
import { QuestionPanel } from "./question-panel.tsx";
import { RepairList } from "./repair-list.tsx";
import { StageList } from "./stage-list.tsx";
import { TestList } from "./test-list.tsx";
import { UnderstoodPanel } from "./understood-panel.tsx";
import { UsageLine } from "./usage-line.tsx";
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
  const { state, refused, start, cancel, answer, reset } = useBuild(generationId);
  const [draft, setDraft] = useState("");
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
      setDraft(left.prompt);
      start(left);
    }
  }, [start, generationId]);

  function build(prompt: string) {
    setDraft(prompt);
    start({ prompt });
  }
  if (state.phase === "idle") {
    return (
      <div className="max-w-[760px] space-y-4">
        {refused ? (
          <Refusal
            title={draft === "" ? "This build can’t be shown" : "The build was not started"}
            refused={{ ...refused, suggestions: refused.suggestions.filter((text) => !examples.includes(text)) }}
            signIn={refused.isSignedOut ? { path: generationId && draft === "" ? `/generate?id=${generationId}` : "/generate", draft } : null}
            onTry={build}
          />
        ) : null}
        <PromptForm key={draft} examples={examples} initial={draft} isBusy={false} onSubmit={build} hasAutoFocus />
        <OfferLine offer={offer} />
        <BuildHistory builds={history} />
      </div>
    );
  }
  return (
    <Progress
      state={state}
      onCancel={() => void cancel()}
      onAnswer={(text) => void answer(text)}
      onTry={build}
      onReset={(prompt) => {
        setDraft(prompt);
        idBefore.current = null; // this page's own change of the address, which arrives later, is not somebody leaving
        reset();
        router.refresh();
      }}
    />
  );
}

interface ProgressProps {
  state: BuildState;
  onCancel: () => void;
  onAnswer: (text: string) => void;
  onTry: (prompt: string) => void;
  onReset: (prompt: string) => void;
}

function Progress({ state, onCancel, onAnswer, onTry, onReset }: ProgressProps) {
  const isOver = state.phase === "live" || state.phase === "failed";
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <blockquote className="max-h-40 min-w-0 max-w-[72ch] overflow-y-auto border-l-2 border-line pl-3 text-16 break-words whitespace-pre-line">{state.prompt || "Loading the build"}</blockquote>
        {isOver ? (
          <Button onClick={() => onReset("")}>Create another</Button>
        ) : (
          <Button onClick={onCancel} disabled={state.generationId === null}>
            Cancel build
          </Button>
        )}
      </div>
      {state.phase === "lost" ? <Notice tone="paused" role="status" title="The connection was lost">Reconnecting. The build is shown as it stands once the server answers.</Notice> : null}
      {state.result ? <LivePanel key={state.result.apiId} result={state.result} /> : null}
      {state.failure ? <FailedPanel failure={state.failure} prompt={state.prompt} onTry={onTry} onChange={() => onReset(state.prompt)} /> : null}
      {state.question && !isOver ? <QuestionPanel key={state.question.until} {...state.question} onAnswer={onAnswer} /> : null}
      <RepairList repairs={state.repairs} isOver={isOver} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <div className="min-w-0 space-y-4">
          <div className="rounded-md border border-line bg-surface px-4 py-2.5">
            <StageList stages={state.stages} isOver={isOver} />
          </div>
          {state.testTotal > 0 ? (
            <div className="rounded-md border border-line bg-surface p-4">
              <TestList tests={state.tests} total={state.testTotal} />
            </div>
          ) : null}
        </div>
        <div className="min-w-0 space-y-2">
          {isOver && state.files.length === 0 ? null : <CodeStream files={state.files} isWriting={!isOver} />}
          {state.generator ? (
            <p className="text-13 text-muted">
              <span className="font-medium text-ink">{state.generator.label}</span> {state.generator.note}
            </p>
          ) : null}
          <UsageLine usage={state.usage} estimate={state.estimate} phase={state.phase} />
        </div>
      </div>
      {state.understood ? <UnderstoodPanel understood={state.understood} /> : null}
    </div>
  );
}

interface RefusalProps {
  title: string;
  refused: { message: string; suggestions: string[] };
  /** Where to come back to after signing in, and what to build then. */
  signIn: { path: string; draft: string } | null;
  onTry: (prompt: string) => void;
}

function Refusal({ title, refused, signIn, onTry }: RefusalProps) {
  return (
    <Notice tone="failed" role="alert" title={title}>
      <p>{refused.message}</p>
      {signIn ? (
        <p>
          <Link href={`/login?next=${encodeURIComponent(signIn.path)}`} onClick={() => signIn.draft && leaveBuild({ prompt: signIn.draft })} className="font-medium underline underline-offset-4">
            Sign in
          </Link>
          {signIn.draft ? " and this build starts." : " to see it."}
        </p>
      ) : null}
      {refused.suggestions.length > 0 ? (
        <ul className="mt-2 flex flex-wrap gap-2">
          {refused.suggestions.map((suggestion) => (
            <li key={suggestion} className="max-w-full">
              <Button size="wrap" onClick={() => onTry(suggestion)}>
                {suggestion}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
