"use client";

import type { ReactNode } from "react";
import { useCursor } from "./use-cursor.ts";

interface SeriesChartProps {
  label: string;
  /** What each point says, for the readout and for screen readers. */
  texts: readonly string[];
  /** What all points say together. */
  summary: string;
  /** Of the vertical axis, from the top. */
  axis: readonly string[];
  /** Of the horizontal axis. */
  ends: readonly string[];
  /** Shapes in a box of as many units across as there are points, and 100 down. */
  children: ReactNode;
  /** Names of lines, at the right. */
  names?: ReactNode;
}

/** A chart over time that can be read point by point: with the pointer, or focused with the arrow keys. */
export function SeriesChart({ label, texts, summary, axis, ends, children, names }: SeriesChartProps) {
  const { cursor, handlers } = useCursor(texts.length);
  const text = cursor === null ? summary : texts[cursor];
  return (
    <div className="space-y-2">
      <p className="min-h-10 text-13 text-muted tabular-nums sm:min-h-5">{text}</p>
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2">
        <ol aria-hidden className="flex h-44 flex-col justify-between text-right font-mono text-12 text-muted tabular-nums">
          {axis.map((mark, index) => (
            <li key={index} className="leading-none">
              {mark}
            </li>
          ))}
        </ol>
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={1}
          aria-valuemax={texts.length}
          aria-valuenow={(cursor ?? texts.length - 1) + 1}
          aria-valuetext={text}
          className="h-44 cursor-crosshair touch-pan-y rounded-sm"
          {...handlers}
        >
          <svg aria-hidden viewBox={`0 0 ${texts.length} 100`} preserveAspectRatio="none" className="size-full overflow-visible">
            {[0, 50, 100].map((y) => (
              <line key={y} x1={0} x2={texts.length} y1={y} y2={y} vectorEffect="non-scaling-stroke" className={y === 100 ? "stroke-edge" : "stroke-line"} />
            ))}
            {cursor === null ? null : <rect x={cursor} y={0} width={1} height={100} className="fill-ink/10" />}
            {children}
          </svg>
        </div>
        <div>{names}</div>
        <span />
        <div aria-hidden className="flex justify-between gap-4 pt-1.5 font-mono text-12 text-muted tabular-nums">
          {ends.map((end, index) => (
            <span key={index} className={index === 1 ? "max-sm:hidden" : undefined}>
              {end}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
