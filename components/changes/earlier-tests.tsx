import { TestLine } from "#components/generation/test-line.tsx";
import type { ContractTestResult } from "#lib/versions/schema.ts";

/** The contract tests of the version before: what failed and what no longer holds is shown, the rest is a click away. */
export function EarlierTests({ tests }: { tests: readonly ContractTestResult[] }) {
  if (tests.length === 0) return null;
  const open = tests.filter(({ status }) => status === "failed");
  return (
    <div className="space-y-1 text-13">
      {open.map((test) => (
        <TestLine key={test.name} test={test} />
      ))}
      <details className="group rounded-sm">
        <summary className="rounded-sm py-0.5 text-muted hover:text-ink flex min-h-8 items-center pointer-coarse:min-h-11">{`${tests.length - open.length} of ${tests.length} tests that only the version before had passed`}</summary>
        <ul aria-label="Tests of the version before" className="mt-1 space-y-1">
          {tests.map((test) => (
            <li key={test.name}>
              <TestLine test={test} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
