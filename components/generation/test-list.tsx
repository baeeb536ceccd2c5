"use client";

import { LazyMotion, domAnimation, useReducedMotion } from "framer-motion";
import * as m from "framer-motion/m";
import type { ContractTestResult } from "#lib/versions/schema.ts";
import { DerivedTests } from "./derived-tests.tsx";
import { EarlierTests } from "#components/changes/earlier-tests.tsx";
import { TestLine } from "./test-line.tsx";
import { TestSquares } from "./test-squares.tsx";

/** Contract tests as they end: each is a line that turns green, or red with what was expected and what came. Then the platform's own. */
export function TestList({ tests, total }: { tests: ContractTestResult[]; total: number }) {
  const isStill = useReducedMotion();
  const own = tests.filter(({ origin }) => origin === undefined || origin === "contract");
  const earlier = tests.filter(({ origin }) => origin === "earlier" || origin === "contradicted");
  const derived = tests.filter((test) => test.origin === "derived");
  const left = derived.length > 0 ? 0 : Math.min(8, Math.max(0, total - tests.length));
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-13 text-muted" role="status">
          {countWords(tests, total)}
        </p>
        <TestSquares total={total} results={tests.map(({ status, origin }) => (origin === "contradicted" ? "contradicted" : status === "passed" ? "passed" : "failed"))} />
      </div>
      <LazyMotion features={domAnimation} strict>
        <ul aria-label="Contract tests" className="space-y-1">
          {own.map((test) => (
            <m.li
              key={test.name}
              initial={isStill ? false : { opacity: 0, y: 4 }}
              animate={{ opacity: 1, y: 0 }}
              transition={{ duration: 0.18, ease: [0.2, 0.7, 0.2, 1] }}
              className="text-13"
            >
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
      </LazyMotion>
      <EarlierTests tests={earlier} />
      <DerivedTests tests={derived} />
    </div>
  );
}

function countWords(tests: readonly ContractTestResult[], total: number): string {
  const passed = tests.filter((test) => test.status === "passed").length;
  const contradicted = tests.filter(({ origin }) => origin === "contradicted").length;
  const failed = tests.length - passed - contradicted;
  return `${passed} of ${total} tests passed${failed > 0 ? `, ${failed} failed` : ""}${contradicted > 0 ? `, ${contradicted} no longer ${contradicted === 1 ? "holds" : "hold"}` : ""}`;
}
