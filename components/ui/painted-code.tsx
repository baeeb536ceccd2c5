import { Fragment, memo, useRef } from "react";
import { paintLine } from "./paint-code.ts";
import { useNear } from "./use-near.ts";

export interface CodeDiagnostic {
  /** From 1; 0: of the whole text. */
  line: number;
  column: number;
  message: string;
}
/** A letter typed draws and lays out that many lines anew, not all. */
const LINES_PER_BLOCK = 40;
const NONE: readonly CodeDiagnostic[] = [];

/** The numbers beside lines of code. `wrong`: those where something was found, "3 17". Only these are elements: one for each of thousands of lines would be laid out when the first mistake is typed. */
export const LineNumbers = memo(function LineNumbers({ count, wrong }: { count: number; wrong: string }) {
  const found = [...new Set(wrong.split(" ").map(Number))].filter((line) => line >= 1 && line <= count).sort((a, b) => a - b);
  return (
    <pre aria-hidden className="sticky left-0 z-20 w-12 shrink-0 border-r border-line bg-sunken py-2 pr-2 text-right font-mono text-12 leading-5 text-muted select-none">
      {found.map((line, index) => (
        <Fragment key={line}>
          {numbers((found[index - 1] ?? 0) + 1, line - 1)}
          <span className="block bg-failed-quiet font-semibold text-failed">{line}</span>
        </Fragment>
      ))}
      {numbers((found.at(-1) ?? 0) + 1, count)}
    </pre>
  );
});

const numbers = (from: number, to: number): string => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).join("\n");

/** Lines of code, in their colours where they are in sight or near, each with the first thing that was found in it. */
export function PaintedLines({ lines, diagnostics }: { lines: readonly string[]; diagnostics: readonly CodeDiagnostic[] }) {
  return Array.from({ length: Math.ceil(lines.length / LINES_PER_BLOCK) }, (_, index) => {
    const first = index * LINES_PER_BLOCK;
    const found = diagnostics.filter(({ line }) => line > first && line <= first + LINES_PER_BLOCK);
    return <Block key={index} text={lines.slice(first, first + LINES_PER_BLOCK).join("\n")} first={first} found={found.length > 0 ? found : NONE} />;
  });
}

const Block = memo(function Block({ text, first, found }: { text: string; first: number; found: readonly CodeDiagnostic[] }) {
  const block = useRef<HTMLSpanElement>(null);
  const isNear = useNear(block, first === 0);
  return (
    <span ref={block} className="block contain-layout">
      {/* The break behind the last line ends it: an empty one is as high as the others. */}
      {isNear ? text.split("\n").map((line, index) => <Line key={index} text={line} wrong={found.find((one) => one.line === first + index + 1)?.message} />) : `${text}\n`}
    </span>
  );
});

const Line = memo(function Line({ text, wrong }: { text: string; wrong: string | undefined }) {
  return (
    <span className="block min-h-5">
      {paintLine(text).map((piece, at) => (
        <span key={at} className={piece.className ?? undefined}>
          {piece.text}
        </span>
      ))}
      {wrong === undefined ? null : <span className="pl-6 text-failed">{wrong.split("\n")[0]?.slice(0, 120)}</span>}
    </span>
  );
});
