import type { ReactNode } from "react";
import type { GateRecord } from "#lib/versions/schema.ts";
import { EarlierTests } from "#components/changes/earlier-tests.tsx";
import { DerivedTests } from "#components/generation/derived-tests.tsx";
import { TestLine } from "#components/generation/test-line.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

/** What ran before this version went live, where, and how it went. */
export function ContractRecord({ record }: { record: GateRecord }) {
  const facts: { term: string; value: ReactNode }[] = [
    { term: "Sandbox tier", value: record.tier },
    { term: "Layers", value: record.layers.join(", ") || "none" },
    { term: "Bundle", value: `${Math.ceil(record.bundleSizeBytes / 1024).toLocaleString("en")} KB` },
    {
      term: "Stages",
      value: (
        <span className="flex flex-wrap gap-x-3">
          {record.stages.map((stage) => (
            <span key={stage.name} className="whitespace-nowrap">{`${stage.name} ${showMs(stage.ms)}`}</span>
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
      <ul aria-label="Contract tests" className="space-y-1 text-13">
        {record.tests.filter(({ origin }) => origin === undefined || origin === "contract").map((test) => (
          <li key={test.name}>
            <TestLine test={test} />
          </li>
        ))}
      </ul>
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
