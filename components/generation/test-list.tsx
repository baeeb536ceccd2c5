"use client";

import { LazyMotion, MotionConfig, domAnimation } from "framer-motion";
import * as m from "framer-motion/m";
import { Check, X } from "lucide-react";
import type { ContractTestResult } from "#lib/versions/schema.ts";
import { classNames } from "#components/ui/class-names.ts";
import { showMs } from "./stage-list.tsx";

/** Contract tests as they end: each is a line that turns green, or red with what was expected and what came. */
export function TestList({ tests, total }: { tests: ContractTestResult[]; total: number }) {
  const passed = tests.filter((test) => test.status === "passed").length;
  const left = Math.max(0, total - tests.length);
  return (
    <div>
      <p className="mb-2 text-13 text-muted" role="status">
        {`${passed} of ${total} contract tests passed${passed < tests.length ? `, ${tests.length - passed} failed` : ""}`}
      </p>
      <LazyMotion features={domAnimation} strict>
        <MotionConfig reducedMotion="user" transition={{ duration: 0.18, ease: [0.2, 0.7, 0.2, 1] }}>
          <ul aria-label="Contract tests" className="space-y-1">
            {tests.map((test) => (
              <m.li key={test.name} initial={{ opacity: 0, y: 4 }} animate={{ opacity: 1, y: 0 }} className="text-13">
                <TestLine test={test} />
              </m.li>
            ))}
            {Array.from({ length: left }, (_, index) => (
              <li key={`left-${index}`} aria-hidden className="flex items-center gap-2 py-0.5">
                <span className="mx-1 size-2 shrink-0 rounded-full bg-line" />
                <span className="h-2 w-2/5 rounded-sm bg-sunken" />
              </li>
            ))}
          </ul>
        </MotionConfig>
      </LazyMotion>
    </div>
  );
}

/** One contract test: name, requests and time; a failed one shows its reason. */
export function TestLine({ test }: { test: ContractTestResult }) {
  const isPassed = test.status === "passed";
  const Icon = isPassed ? Check : X;
  return (
    <>
      <div className="flex items-baseline gap-2">
        <Icon aria-hidden className={classNames("size-4 shrink-0 translate-y-0.5 stroke-[2.5]", isPassed ? "text-brand" : "text-failed")} />
        <span className="min-w-0 flex-1 break-words">
          {test.name}
          <span className="sr-only">{isPassed ? ", passed" : ", failed"}</span>
        </span>
        <span className="font-mono text-12 whitespace-nowrap text-muted tabular-nums">
          {test.requests} {test.requests === 1 ? "call" : "calls"} · {showMs(test.ms)}
        </span>
      </div>
      {test.reason ? <p className="mt-0.5 ml-6 break-words text-failed">{test.reason}</p> : null}
    </>
  );
}
