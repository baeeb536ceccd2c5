"use client";

import { useEffect, useRef, useState } from "react";
import type { Question } from "#lib/generation/events.ts";
import { Button } from "#components/ui/button.tsx";

interface QuestionPanelProps {
  question: Question;
  /** ISO 8601: then the first choice is taken. */
  until: string;
  /** The answer changed nothing: it can be given again. */
  isUnsent: boolean;
  onAnswer: (text: string) => void;
}

/** The one question of a build. It waits, and goes on with the first choice by itself. */
export function QuestionPanel({ question, until, isUnsent, onAnswer }: QuestionPanelProps) {
  const [wasChosen, setChosen] = useState(false);
  const isSent = wasChosen && !isUnsent;
  const heading = useRef<HTMLHeadingElement>(null);
  const left = useSecondsLeft(until);
  const [first] = question.choices;
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  function choose(label: string) {
    setChosen(true);
    onAnswer(label);
  }
  return (
    <section aria-labelledby="question" className="settle space-y-3 rounded-md border border-building/40 bg-building-quiet p-4 sm:p-5">
      <h2 id="question" ref={heading} tabIndex={-1} className="text-16 font-semibold outline-none">
        {question.text}
      </h2>
      <ul className="grid gap-2 sm:grid-cols-2">
        {question.choices.map((choice, index) => (
          <li key={choice.label} className="flex">
            <Button size="wrap" disabled={isSent} onClick={() => choose(choice.label)} className="w-full flex-col items-start gap-0.5 px-4 py-2.5 text-left">
              <span className="text-14">
                {choice.label}
                {index === 0 ? <span className="ml-2 text-12 font-normal text-muted">if you skip</span> : null}
              </span>
              <span className="text-13 font-normal text-muted">{choice.means}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-13 text-muted">{left > 0 ? `Goes on with “${first?.label ?? ""}” in ${left} s.` : "Going on."}</p>
        <Button variant="ghost" size="sm" disabled={isSent} onClick={() => choose(first?.label ?? "")}>
          Skip
        </Button>
      </div>
    </section>
  );
}

function useSecondsLeft(until: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.round((Date.parse(until) - now) / 1_000));
}
