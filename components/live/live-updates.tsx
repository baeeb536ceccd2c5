"use client";

import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { isLive, type LiveState, listenLive } from "./live-connection.ts";
import { createPace } from "./pace.ts";

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
/** Of a page that is still being read. */
const LATER_MS = 500;
/** Counted calls: of a busy API they are told each second. */
const ENDLESS = "usage";
/** A connection that comes back sooner is nobody's concern. */
const TELL_AFTER_MS = 4_000;

/** Reads the page again when something that it shows has changed, by whichever tab, person or program. */
export function LiveUpdates({ asOf, kinds, apiId, everySeconds }: LiveUpdatesProps) {
  const router = useRouter();
  const [state, setState] = useState<LiveState>("connecting");
  const [isToldLost, setToldLost] = useState(false);
  const [isReading, startReading] = useTransition();
  const isStillReading = useRef(false);
  useEffect(() => {
    isStillReading.current = isReading;
  }, [isReading]);
  const wanted = kinds.join();
  useEffect(() => {
    const pace = createPace();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let dueMs = Infinity;
    const refresh = () => {
      clearTimeout(timer);
      dueMs = Infinity;
      if (isStillReading.current) return soon(LATER_MS, false);
      pace.read(Date.now());
      // While web is away a refresh would leave the page for an error; the connection tells when it is back.
      if (isLive()) startReading(() => router.refresh());
    };
    const soon = (waitMs: number, isEndless: boolean) => {
      const nowMs = Date.now();
      const wantedMs = pace.dueMs(nowMs, waitMs, isEndless);
      if (wantedMs >= dueMs) return;
      clearTimeout(timer);
      dueMs = wantedMs;
      timer = setTimeout(refresh, wantedMs - nowMs);
    };
    const stop = listenLive({
      onState: setState,
      onChange(change) {
        if (change.kind === "everything") soon(Math.random() * 2_000, false);
        else if (wanted.split(",").includes(change.kind) && (!apiId || !change.apiId || change.apiId === apiId)) soon(QUIET_MS, change.kind === ENDLESS);
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
