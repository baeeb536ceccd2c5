import type { ContractTestResult } from "#lib/versions/schema.ts";
import { TestLine } from "./test-line.tsx";

/** The tests that the platform made from the OpenAPI document: many and alike, so only what failed is shown at first. */
export function DerivedTests({ tests }: { tests: readonly ContractTestResult[] }) {
  if (tests.length === 0) return null;
  const failed = tests.filter((test) => test.status === "failed");
  return (
    <div className="space-y-1 text-13">
      {failed.map((test) => (
        <TestLine key={test.name} test={test} />
      ))}
      <details className="group rounded-sm">
        <summary className="rounded-sm py-0.5 text-muted hover:text-ink flex min-h-8 items-center pointer-coarse:min-h-11">
          {`${tests.length - failed.length} of ${tests.length} tests that the platform derives from the OpenAPI document passed`}
        </summary>
        <ul aria-label="Tests of the platform" className="mt-1 space-y-1">
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
