"use client";

import { ArrowRight, KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "#components/ui/link.tsx";
import type { LiveResult } from "#lib/generation/events.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { Snippet } from "#components/ui/snippet.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { curlOf } from "./curl-of.ts";
import { FirstCall } from "./first-call.tsx";
import { NextSteps } from "./next-steps.tsx";

/** The end of a build: the address, the key (once), the curl, and the reply of a real call. */
export function LivePanel({ result }: { result: LiveResult }) {
  const panel = useRef<HTMLElement>(null);
  const copy = useRef<HTMLButtonElement>(null);
  const { key, url, example, ms, contractTests } = result;
  // What it brought along stays as it was.
  const isImported = result.generator === "hand";
  const curl = curlOf({ url, method: example.method, path: example.path, body: example.body, key: key ?? "YOUR_KEY" });

  useEffect(() => {
    const top = panel.current?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight / 2) panel.current?.scrollIntoView({ block: "start" });
    copy.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section ref={panel} aria-label="Your API" className="settle min-w-0 scroll-mt-4 rounded-md border border-brand/50 bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-5">
        <div className="min-w-0" role="status">
          <h2 className="flex flex-wrap items-center gap-x-3 text-20 font-semibold break-words">
            {result.name} <StateBadge state="live" />
          </h2>
          <p className="text-13 text-muted">
            {contractTests.passed} of {contractTests.passed + contractTests.failed} tests passed in its sandbox{ms === undefined ? "" : ` · live in ${showMs(ms)}`}
          </p>
        </div>
        <Link href={`/apis/${result.apiId}`} className={buttonClass("secondary")}>
          Open API <ArrowRight aria-hidden className="size-4" />
        </Link>
      </div>
      <div className="grid gap-4 p-4 sm:p-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 space-y-4">
          <div className="space-y-1.5">
            <h3 className="text-13 font-medium">Address</h3>
            <CopyLine text={url} label="Copy address" />
          </div>
          <div className="space-y-1.5">
            <h3 className="text-13 font-medium">Call key</h3>
            {key ? (
              <>
                <div className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-sunken p-2 pl-3">
                  <code className="min-w-40 flex-1 font-mono text-13 break-all">{key}</code>
                  <CopyButton ref={copy} text={key} label="Copy key" isWordShown variant="primary" size="md" />
                </div>
                <p className="flex gap-2 text-13 text-muted">
                  <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0" />
                  Shown once: only its fingerprint is stored. Copy it now, or make another later.
                </p>
              </>
            ) : (
              <p className="text-13 text-muted">
                A key is shown once, where its build was started and watched.{" "}
                <Link href={`/api-keys?new=${result.apiId}`} className="font-medium text-ink underline underline-offset-2">
                  Make another key
                </Link>
                .
              </p>
            )}
          </div>
        </div>
        <div className="min-w-0 space-y-3 lg:row-span-2">
          <Snippet title="curl" text={curl} />
          {key && (example.method === "GET" || !isImported) ? <FirstCall result={result} callKey={key} /> : null}
        </div>
        <div className="min-w-0 self-end">
          <NextSteps apiId={result.apiId} />
        </div>
      </div>
    </section>
  );
}
