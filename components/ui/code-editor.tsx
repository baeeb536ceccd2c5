"use client";

import { type KeyboardEvent, memo, useId, useRef } from "react";
import { classNames } from "./class-names.ts";
import { editKeys } from "./edit-keys.ts";
import { type CodeDiagnostic, LineNumbers, PaintedLines } from "./painted-code.tsx";

interface CodeEditorProps {
  label: string;
  language: "typescript" | "json";
  text: string;
  onChange: (text: string) => void;
  diagnostics?: readonly CodeDiagnostic[];
  /** How many lines are in sight; the rest is scrolled to. */
  rows?: number;
}

const NONE: readonly CodeDiagnostic[] = [];
const LINE_REM = 1.25;
const HEIGHTS = { 6: "h-40", 12: "h-70", 18: "h-100", 24: "h-130" } as const;
/** A line of room below: the browser scrolls to the line that Enter begins before the field has grown by it. */
const METRICS = "pt-2 pb-7 pr-6 font-mono text-13 leading-5 whitespace-pre [font-variant-ligatures:none] [tab-size:2] pointer-coarse:text-16 pointer-coarse:leading-5";

/**
 * Code that is written: the browser's own text field under its colours, so that its undo, its selection and every assistive tool work. Tab
 * indents; Escape and then Tab leaves, so that nobody is caught in it. What was found wrong stands beside its line, and in a list below. Drawn
 * anew only where it is given something new: a letter typed elsewhere costs nothing here, however long the text is.
 */
export const CodeEditor = memo(function CodeEditor({ label, language, text, onChange, diagnostics = NONE, rows = 24 }: CodeEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const isLeaving = useRef(false);
  const lines = text.split("\n");
  const height = ([6, 12, 18] as const).find((most) => rows <= most) ?? 24;

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Tab" && isLeaving.current) return;
    isLeaving.current = event.key === "Escape";
    if (!isLeaving.current) editKeys(event, language);
    // The first Escape lets Tab leave; only another one closes the dialog around it.
    event.currentTarget.toggleAttribute("data-keeps-escape", !isLeaving.current);
  }
  function goTo({ line, column }: CodeDiagnostic) {
    const at = lines.slice(0, Math.max(0, line - 1)).reduce((sum, one) => sum + one.length + 1, 0) + Math.max(0, column - 1);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
    area.current?.closest("[data-scroll]")?.scrollTo({ top: (line - 5) * LINE_REM * 16 });
  }
  return (
    <div className="min-w-0 space-y-2">
      <div data-scroll className={classNames("overflow-auto rounded-md border border-edge bg-surface focus-within:border-ink focus-within:outline-2 focus-within:outline-brand", HEIGHTS[height])}>
        <div className="flex min-h-full w-max min-w-full">
          <LineNumbers count={lines.length} wrong={diagnostics.map(({ line }) => line).join(" ")} />
          <div className="relative grow pl-3">
            <textarea
              ref={area}
              data-keeps-escape=""
              aria-label={label}
              {...(diagnostics.length > 0 ? { "aria-describedby": id, "aria-invalid": true } : {})}
              value={text}
              onChange={(event) => onChange(event.target.value)}
              onKeyDown={onKeyDown}
              spellCheck={false}
              autoCapitalize="off"
              autoCorrect="off"
              wrap="off"
              className={classNames(METRICS, "absolute inset-0 size-full resize-none overflow-hidden bg-transparent pl-3 text-ink outline-none [-webkit-text-fill-color:transparent]")}
            />
            <pre aria-hidden className={classNames(METRICS, "pointer-events-none relative z-10")}>
              <PaintedLines lines={lines} diagnostics={diagnostics} />
            </pre>
          </div>
        </div>
      </div>
      {diagnostics.length > 0 ? (
        <ul id={id} aria-label={`Findings in ${label}`} className="max-h-48 overflow-y-auto text-13">
          {diagnostics.map((one, index) => (
            <li key={index}>
              <button type="button" onClick={() => goTo(one)} className="inline-flex min-h-8 items-baseline gap-2 rounded-sm text-left text-failed underline-offset-4 hover:underline pointer-coarse:min-h-11">
                {one.line > 0 ? <span className="shrink-0 font-mono tabular-nums">{`Line ${one.line}`}</span> : null}
                <span className="whitespace-pre-line text-ink">{one.message}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
});
