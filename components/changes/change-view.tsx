"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { BuildProgress } from "#components/generation/build-progress.tsx";
import { BuildRefusal } from "#components/generation/build-refusal.tsx";
import type { GeneratorOffer } from "#components/generation/offer-line.tsx";
import { estimateWords } from "#components/generation/usage-line.tsx";
import { useBuild } from "#components/generation/use-build.ts";
import { Link } from "#components/ui/link.tsx";
import type { Message } from "#lib/versions/history-schema.ts";
import { ChangeForm } from "./change-form.tsx";
import { MessageList } from "./message-list.tsx";
import { askInTime } from "#components/ui/ask-in-time.ts";

interface ChangeViewProps {
  apiId: string;
  /** The change to watch, from the address. */
  generationId: string | null;
  offer: GeneratorOffer;
  history: readonly Message[];
  /** What to begin with, from a call that failed. */
  initial: string;
}

/** An API is changed by words, watched, with everything that was asked of it before. */
export function ChangeView({ apiId, generationId, offer, history, initial }: ChangeViewProps) {
  const page = `/apis/${apiId}/change`;
  const { state, refused, unsent, startAt, cancel, answer, reset } = useBuild(generationId, page);
  const [asked, setAsked] = useState(initial);
  const suggestions = useSuggestions(apiId, state.phase === "idle");
  const router = useRouter();

  function change(text: string, isDraft = false) {
    setAsked(text);
    startAt(`/api/v1/apis/${apiId}/generations`, text, { text, deploy: !isDraft });
  }
  function leave(text: string) {
    setAsked(text);
    reset();
    router.refresh();
  }
  if (state.phase !== "idle") {
    return <BuildProgress state={state} unsent={unsent} isChange onCancel={() => void cancel()} onAnswer={(text) => void answer(text)} onTry={change} onBuild={() => leave(state.prompt)} onReset={leave} />;
  }
  return (
    <div className="max-w-[760px] space-y-4">
      {refused ? <BuildRefusal title="The change was not started" refused={refused} signIn={refused.isSignedOut ? { path: page, build: null } : null} onTry={change} /> : null}
      <ChangeForm key={asked} initial={asked} suggestions={suggestions} onSubmit={change} />
      <p className="max-w-[72ch] text-13 text-muted">
        <span className="font-medium text-ink">{offer.info.label}</span>{" "}
        {offer.info.id === "built-in" ? "This is not Claude: it changes what it wrote itself, namely fields, rules, searches and totals, and a blueprint’s parameters. It refuses the rest. With an Anthropic key of this workspace (under API keys) or of the server (ANTHROPIC_API_KEY) Claude changes the code." : offer.info.note}
        {offer.estimate ? ` ${estimateWords(offer.estimate)}` : ""}
      </p>
      <p>
        <Link href={`${page}/source`} className="font-medium underline underline-offset-4">
          Edit the source by hand
        </Link>
      </p>
      <MessageList messages={history} />
    </div>
  );
}

/** Null until they are there, and none when they can't be had: the field works without them. */
function useSuggestions(apiId: string, isWanted: boolean): string[] | null {
  const [suggestions, setSuggestions] = useState<string[] | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const controller = new AbortController();
    askInTime(`/api/suggestions?apiId=${apiId}`, { signal: controller.signal })
      .then(async (response) => setSuggestions(response.ok ? textsOf(await response.json()) : []))
      .catch(() => controller.signal.aborted || setSuggestions([]));
    return () => controller.abort();
  }, [apiId, isWanted]);
  return suggestions;
}

function textsOf(body: unknown): string[] {
  const list = typeof body === "object" && body !== null && "suggestions" in body && Array.isArray(body.suggestions) ? body.suggestions : [];
  return list.flatMap((entry: unknown) => (typeof entry === "object" && entry !== null && "text" in entry && typeof entry.text === "string" ? [entry.text] : []));
}
