"use client";

import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { isLive, type LiveState, listenLive } from "./live-connection.ts";

interface LiveUpdatesProps {
  /** When the page was made, ms since 1970: the server's clock. */
  asOf: number;
  /** What the page shows; changes of other kinds don't concern it. */
  kinds: readonly string[];
  /** Only what is of this API. */
  apiId?: string;
  /** Reads the page again also without a change: for what no notification tells, like which runtimes are awake. */
  everySeconds?: number;
}

/** A page that shows many changes reads them together. */
const QUIET_MS = 250;
const AT_MOST_EVERY_MS = 1_000;
/** A connection that comes back sooner is nobody's concern. */
const TELL_AFTER_MS = 4_000;

/** Reads the page again when something that it shows has changed, by whichever tab, person or program. */
export function LiveUpdates({ asOf, kinds, apiId, everySeconds }: LiveUpdatesProps) {
  const router = useRouter();
  const [state, setState] = useState<LiveState>("connecting");
  const [isToldLost, setToldLost] = useState(false);
  const [, startTransition] = useTransition();
  const wanted = kinds.join();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastMs = 0;
    const refresh = () => {
      timer = undefined;
      lastMs = Date.now();
      // While web is away a refresh would leave the page for an error; the connection tells when it is back.
      if (isLive()) startTransition(() => router.refresh());
    };
    const soon = (waitMs: number) => (timer ??= setTimeout(refresh, Math.max(waitMs, lastMs + AT_MOST_EVERY_MS - Date.now())));
    const stop = listenLive({
      onState: setState,
      onChange(change) {
        if (change.kind === "everything") soon(Math.random() * 2_000);
        else if (wanted.split(",").includes(change.kind) && (!apiId || !change.apiId || change.apiId === apiId)) soon(QUIET_MS);
      },
    }, asOf);
    const every = everySeconds ? setInterval(() => document.visibilityState === "visible" && refresh(), everySeconds * 1000) : undefined;
    return () => {
      stop();
      clearTimeout(timer);
      clearInterval(every);
    };
    // `asOf` is of the page as it came: when it is read again the connection goes on.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [router, wanted, apiId, everySeconds]);
  useEffect(() => {
    if (state !== "lost") return setToldLost(false);
    const timer = setTimeout(() => setToldLost(true), TELL_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div role="status" data-live={state} className="pointer-events-none fixed right-4 bottom-20 z-30 md:bottom-4">
      {isToldLost ? (
        <p className="flex items-center gap-2 rounded-md border border-line bg-surface px-3 py-2 text-13 text-muted shadow-float">
          <LoaderCircle aria-hidden className="size-4 spinning" /> Live updates are lost. Connecting again.
        </p>
      ) : null}
    </div>
  );
}
