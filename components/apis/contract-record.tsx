import type { ReactNode } from "react";
import type { GateRecord } from "#lib/versions/schema.ts";
import { EarlierTests } from "#components/changes/earlier-tests.tsx";
import { DerivedTests } from "#components/generation/derived-tests.tsx";
import { TestLine } from "#components/generation/test-line.tsx";
import { STAGE_WORDS } from "#components/generation/stage-words.ts";
import { showMs } from "#components/ui/show-ms.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

const MOST_SHOWN = 5;

/** A record may be older than a stage's name. */
const wordsOf = (stage: string): string => Object.entries(STAGE_WORDS).find(([name]) => name === stage)?.[1] ?? stage;

/** What ran before this version went live, where, and how it went. */
export function ContractRecord({ record }: { record: GateRecord }) {
  const own = record.tests.filter(({ origin }) => origin === undefined || origin === "contract");
  // One more is no reason to fold it away.
  const shown = own.length > MOST_SHOWN + 1 ? MOST_SHOWN : own.length;
  const facts: { term: string; value: ReactNode }[] = [
    { term: "Sandbox tier", value: record.tier },
    { term: "Layers", value: record.layers.join(", ") || "none" },
    { term: "Bundle", value: `${Math.ceil(record.bundleSizeBytes / 1024).toLocaleString("en")} KB` },
    {
      term: "Stages",
      value: (
        <span className="flex flex-wrap gap-x-4 font-sans">
          {record.stages.map((stage) => (
            <span key={stage.name} className="whitespace-nowrap">{`${wordsOf(stage.name).toLowerCase()} `}<span className="font-mono">{showMs(stage.ms)}</span></span>
          ))}
        </span>
      ),
    },
  ];
  return (
    <div className="space-y-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateBadge state={record.failed === 0 ? "passed" : "failed"} word={`${record.passed} of ${record.passed + record.failed} passed`} />
        <span className="text-13 text-muted">
          in the sandbox it runs in, <TimeAgo iso={record.ranAt} />
        </span>
      </p>
      <Lines tests={own.slice(0, shown)} label="Contract tests" />
      {own.length > shown ? (
        <details className="text-13">
          <summary className="flex min-h-8 items-center rounded-sm text-muted hover:text-ink pointer-coarse:min-h-11">{`${own.length - shown} more of its contract tests`}</summary>
          <Lines tests={own.slice(shown)} label="More contract tests" />
        </details>
      ) : null}
      <EarlierTests tests={record.tests.filter(({ origin }) => origin === "earlier")} />
      <DerivedTests tests={record.tests.filter((test) => test.origin === "derived")} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-t border-line pt-3 text-13">
        {facts.map((fact) => (
          <div key={fact.term} className="contents">
            <dt className="text-muted">{fact.term}</dt>
            <dd className="font-mono break-words">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Lines({ tests, label }: { tests: GateRecord["tests"]; label: string }) {
  return (
    <ul aria-label={label} className="space-y-1 text-13">
      {tests.map((test) => (
        <li key={test.name}>
          <TestLine test={test} />
        </li>
      ))}
    </ul>
  );
}
