import { Check, Minus, X } from "lucide-react";
import type { ContractTestResult } from "#lib/versions/schema.ts";
import { classNames } from "#components/ui/class-names.ts";
import { showMs } from "#components/ui/show-ms.ts";

/** One contract test: name, requests and time; a failed one shows its reason. */
export function TestLine({ test }: { test: ContractTestResult }) {
  const isPassed = test.status === "passed";
  const isContradicted = test.origin === "contradicted";
  const Icon = isPassed ? Check : isContradicted ? Minus : X;
  return (
    <>
      <div className="flex items-baseline gap-2">
        <Icon aria-hidden className={classNames("size-4 shrink-0 translate-y-0.5 stroke-[2.5]", isPassed ? "text-brand" : isContradicted ? "text-paused" : "text-failed")} />
        <span className="min-w-0 flex-1 break-words">
          {test.name}
          <span className="sr-only">{isPassed ? ", passed" : isContradicted ? ", no longer holds" : ", failed"}</span>
        </span>
        <span className="font-mono text-12 whitespace-nowrap text-muted tabular-nums">
          {test.requests} {test.requests === 1 ? "call" : "calls"} · {showMs(test.ms)}
        </span>
      </div>
      {test.reason ? <p className={classNames("mt-0.5 ml-6 break-words", isContradicted ? "text-muted" : "text-failed")}>{test.reason}</p> : null}
    </>
  );
}
