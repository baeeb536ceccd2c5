"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { EMPTY_BUILD } from "./build-state.ts";
import type { PendingBuild } from "./pending-build.ts";
import { readEvents } from "./read-events.ts";
import { reduceBuild } from "./reduce-build.ts";
import { askInTime, openInTime } from "#components/ui/ask-in-time.ts";

/** Why a build could not be started at all: a limit, an empty description, a lost session. */
export interface Refused {
  message: string;
  suggestions: string[];
  isSignedOut?: boolean;
  /** Finds the refusal in the server's log. */
  requestId?: string;
}
/** The last one repeats: a build that is known is followed until the server answers again. */
const RETRY_MS = [500, 1000, 2000, 4000];
/** The server, or the way to it, is down for a moment. */
const PASSING = new Set([429, 500, 502, 503, 504]);
const OFFLINE: Refused = { message: "The server can't be reached. Check the connection and try again.", suggestions: [] };

/** One build: start, watch, resume after a reload or a broken stream, cancel. `page` is where it is shown; the build's id goes behind it. */
export function useBuild(resumeId: string | null, page = "/generate") {
  const [state, dispatch] = useReducer(reduceBuild, EMPTY_BUILD);
  const [refused, setRefused] = useState<Refused | null>(null);
  /** Why the last cancellation or answer changed nothing; the build goes on. */
  const [unsent, setUnsent] = useState<string | null>(null);
  const stream = useRef<AbortController | null>(null);
  /** The build that is shown, which the address names a moment later. */
  const followed = useRef<string | null>(null);
  const router = useRouter();
  const toAddress = useCallback(
    (id: string | null) => {
      followed.current = id;
      router.replace(id === null ? page : `${page}?id=${id}`, { scroll: false });
    },
    [page, router],
  );

  const follow = useCallback(async (first: Promise<Response>, knownId: string | null, signal: AbortSignal) => {
    let id = knownId;
    let seq = 0;
    let request = first;
    for (let attempt = 0; ; ) {
      try {
        // What reads the events comes with the first of them.
        const [response, { generationEventSchema, isTerminal }] = await Promise.all([request, import("#lib/generation/events.ts")]);
        if (id !== null && PASSING.has(response.status)) throw new Error(`answered ${response.status}`);
        if (!response.ok || !response.body) return setRefused(await refusalOf(response));
        dispatch({ kind: "reached" });
        for await (const message of readEvents(response.body)) {
          const parsed = generationEventSchema.safeParse(safeJson(message.data));
          if (!parsed.success) continue;
          attempt = 0;
          seq = message.id ?? seq + 1;
          if (parsed.data.type === "started") {
            id = parsed.data.generationId;
            toAddress(id);
          }
          dispatch({ kind: "event", event: parsed.data, seq });
          if (isTerminal(parsed.data)) return;
        }
      } catch {
        if (signal.aborted) return;
      }
      if (signal.aborted) return;
      if (id === null) return setRefused(OFFLINE);
      const delayMs = RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)];
      dispatch({ kind: "lost" });
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      request = openInTime(`/api/v1/generations/${id}/events?after=${seq}`, { signal, headers: { Accept: "text/event-stream" } });
    }
  }, [toAddress]);

  const begin = useCallback(
    (request: (signal: AbortSignal) => Promise<Response>, knownId: string | null) => {
      stream.current?.abort();
      const controller = new AbortController();
      stream.current = controller;
      setRefused(null);
      setUnsent(null);
      void follow(request(controller.signal), knownId, controller.signal);
    },
    [follow],
  );

  const start = useCallback(
    (build: PendingBuild) => {
      dispatch({ kind: "start", prompt: build.prompt });
      begin(
        (signal) =>
          openInTime("/api/generate", { method: "POST", signal, headers: { "Content-Type": "application/json", Accept: "text/event-stream" }, body: JSON.stringify(build) }),
        null,
      );
    },
    [begin],
  );

  const startImport = useCallback(
    (zip: File, withData: boolean) => {
      dispatch({ kind: "start", prompt: zip.name });
      begin((signal) => openInTime(`/api/v1/apis/import?data=${withData}`, { method: "POST", signal, headers: { "Content-Type": "application/zip", Accept: "text/event-stream" }, body: zip }), null);
    },
    [begin],
  );

  /** Any other build: the change of an API, one from a document. `prompt` is shown until the build tells its own. */
  const startAt = useCallback(
    (url: string, prompt: string, wanted: unknown) => {
      dispatch({ kind: "start", prompt });
      begin((signal) => openInTime(url, { method: "POST", signal, headers: { "Content-Type": "application/json", Accept: "text/event-stream" }, body: JSON.stringify(wanted) }), null);
    },
    [begin],
  );

  useEffect(() => {
    if (resumeId === followed.current) return;
    followed.current = resumeId;
    if (resumeId === null) {
      stream.current?.abort();
      return dispatch({ kind: "reset" });
    }
    dispatch({ kind: "resume", id: resumeId });
    begin((signal) => openInTime(`/api/v1/generations/${resumeId}/events?after=0`, { signal, headers: { Accept: "text/event-stream" } }), resumeId);
  }, [resumeId, begin]);

  useEffect(
    () => () => {
      stream.current?.abort();
      followed.current = null;
    },
    [],
  );

  const send = useCallback(
    async (action: "cancel" | "answer", body?: { answer: string }) => {
      setUnsent(null);
      const init = body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
      if (!state.generationId) return;
      const reply = await askInTime(`/api/v1/generations/${state.generationId}/${action}`, { method: "POST", ...init }).catch(() => null);
      setUnsent(await whyUnsent(reply));
    },
    [state.generationId],
  );
  const cancel = useCallback(() => send("cancel"), [send]);
  const answer = useCallback((text: string) => send("answer", { answer: text }), [send]);

  const reset = useCallback(() => {
    stream.current?.abort();
    setRefused(null);
    setUnsent(null);
    dispatch({ kind: "reset" });
    toAddress(null);
  }, [toAddress]);

  return { state: refused && state.phase !== "live" && state.phase !== "draft" ? { ...state, phase: "idle" as const } : state, refused, unsent, start, startImport, startAt, cancel, answer, reset };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What was done in another tab, or too late, is refused as well: the stream shows what counted. */
const TOO_LATE = new Set([404, 409, 410]);

async function whyUnsent(reply: Response | null): Promise<string | null> {
  if (reply === null || PASSING.has(reply.status)) return "This did not reach the server. Check the connection and try again.";
  return reply.ok || TOO_LATE.has(reply.status) ? null : (await refusalOf(reply)).message;
}

async function refusalOf(response: Response): Promise<Refused> {
  if (response.status === 401) return { message: "Your session has ended.", suggestions: [], isSignedOut: true };
  const body: unknown = safeJson(await response.text().catch(() => ""));
  const problem = typeof body === "object" && body !== null ? body : {};
  const message = "message" in problem && typeof problem.message === "string" ? problem.message : `The server answered ${response.status}. Try again in a few seconds.`;
  const suggestions = "suggestions" in problem && Array.isArray(problem.suggestions) ? problem.suggestions.filter((entry) => typeof entry === "string") : [];
  return { message, suggestions, ...("request_id" in problem && typeof problem.request_id === "string" ? { requestId: problem.request_id } : {}) };
}
