"use client";

import { ArrowRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { LiveResult } from "#lib/generation/events.ts";
import type { EditRecord } from "#lib/versions/edit-record.ts";

interface ChangedPanelProps {
  result: LiveResult;
  edit: EditRecord;
  isLive: boolean;
  /** Why it is a draft although it should be live. */
  reason: string | null;
}

/** The end of a change: what is different now, which earlier tests held, and which no longer do by whose words. */
export function ChangedPanel({ result, edit, isLive, reason }: ChangedPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { apiId, name, version, contractTests, ms } = result;
  return (
    <section aria-label="The change" className="settle min-w-0 rounded-md border border-brand/50 bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-5">
        <div className="min-w-0" role="status">
          <h2 ref={heading} tabIndex={-1} className="flex flex-wrap items-center gap-x-3 text-20 font-semibold break-words outline-none">
            {`${name}, version ${version}`} <StateBadge state={isLive ? "live" : "passed"} word={isLive ? "Live" : "Draft"} />
          </h2>
          <p className="text-13 text-muted">{`${contractTests.passed} of ${contractTests.passed + contractTests.failed} tests passed in its sandbox${ms === undefined ? "" : ` · ${showMs(ms)}`}`}</p>
        </div>
        <Link href={isLive ? `/apis/${apiId}` : `/apis/${apiId}/versions`} className={buttonClass("secondary")}>
          {isLive ? "Open API" : "Look at the draft"} <ArrowRight aria-hidden className="size-4" />
        </Link>
      </div>
      <div className="space-y-4 p-4 sm:p-5">
        {reason ? <p className="max-w-[72ch] break-words">{reason}</p> : null}
        {edit.changes.length > 0 ? <Told title="Changed" items={edit.changes} /> : null}
        <p className="text-13 text-muted">{`${edit.kept} contract ${edit.kept === 1 ? "test" : "tests"} of version ${edit.base} still hold${edit.kept === 1 ? "s" : ""}. ${edit.contradicted.length === 0 ? "None is contradicted." : ""}`}</p>
        {edit.contradicted.length > 0 ? (
          <div className="space-y-1">
            <h3 className="text-13 font-medium">{`No longer ${edit.contradicted.length === 1 ? "holds" : "hold"}`}</h3>
            <ul aria-label="Contradicted tests" className="space-y-2 text-13">
              {edit.contradicted.map(({ name: test, words, reason: why }) => (
                <li key={test} className="break-words">
                  {test}
                  <p className="text-muted">{words === "" ? why : `By your words “${words}”: ${why}`}</p>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </section>
  );
}

function Told({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <div className="space-y-1">
      <h3 className="text-13 font-medium">{title}</h3>
      <ul aria-label={title} className="list-disc space-y-1 pl-5">
        {items.map((item) => (
          <li key={item} className="break-words">
            {item}
          </li>
        ))}
      </ul>
    </div>
  );
}
