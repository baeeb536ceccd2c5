"use client";

import { LoaderCircle } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { LiveResult } from "#lib/generation/events.ts";
import { showMs } from "#components/ui/show-ms.ts";
import { StatusCode } from "#components/ui/status-code.tsx";
import { askInTime } from "#components/ui/ask-in-time.ts";

interface Reply {
  status: number;
  ms: number;
  body: string;
}

/** Makes the call that the curl shows, once, with the new key and no session, and shows what came back. */
export function FirstCall({ result, callKey }: { result: LiveResult; callKey: string }) {
  const [reply, setReply] = useState<Reply | null>(null);
  const [isLost, setLost] = useState(false);
  const isSent = useRef(false);
  const { method, path, body } = result.example;

  useEffect(() => {
    if (isSent.current) return; // one call, also when React runs effects twice
    isSent.current = true;
    const startedAt = performance.now();
    askInTime(`/${result.apiId}${path}`, {
      method,
      credentials: "omit",
      headers: { Authorization: `Bearer ${callKey}`, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
      .then(async (response) => setReply({ status: response.status, body: pretty(await response.text()), ms: performance.now() - startedAt }))
      .catch(() => setLost(true));
  }, [result.apiId, callKey, method, path, body]);

  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line">
      <figcaption className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2 text-13 text-muted">
        <span role="status">{method === "GET" ? "Reply of this call, made just now" : "Reply of this call, made just now. What it stored stays."}</span>
        {reply ? (
          <span className="flex items-center gap-2">
            <StatusCode status={reply.status} />
            <span className="font-mono tabular-nums">{showMs(reply.ms)}</span>
          </span>
        ) : null}
      </figcaption>
      {reply ? (
        <pre tabIndex={0} aria-label="Reply" className="settle max-h-56 overflow-auto p-3 font-mono text-13">
          {reply.body}
        </pre>
      ) : (
        <p className="flex items-center gap-2 p-3 text-13 text-muted">
          {isLost ? "The call did not reach the API. Run the curl line to try it." : <><LoaderCircle aria-hidden className="spinning size-4 text-building" /> Calling</>}
        </p>
      )}
    </figure>
  );
}

/** JSON with line breaks; anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
