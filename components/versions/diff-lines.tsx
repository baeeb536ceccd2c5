import { classNames } from "#components/ui/class-names.ts";
import type { FileDiff } from "#lib/versions/diff-sources.ts";
import { type Line, pairLines } from "./pair-lines.ts";

const TONES = { same: "", gone: "bg-failed-quiet", come: "bg-brand-quiet" } as const;
const MARKS = { same: " ", gone: "-", come: "+" } as const;

/** The changed lines of one file: side by side where there is room, else one text below the other. */
export function DiffLines({ file }: { file: FileDiff }) {
  const hunks = file.hunks.map((hunk) => ({ at: `${hunk.oldStart} ${hunk.newStart}`, hunk, pairs: pairLines(hunk) }));
  return (
    <div className="font-mono text-12">
      <div className="hidden lg:block">
        {hunks.map(({ at, hunk, pairs }) => (
          <div key={at}>
            <Place start={hunk.newStart} lines={hunk.newLines} />
            {pairs.map(({ left, right }) => (
              <div key={`${left?.number} ${right?.number}`} className="grid grid-cols-2">
                <Text line={left} />
                <Text line={right} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="lg:hidden">
        {hunks.map(({ at, hunk, pairs }) => (
          <div key={at}>
            <Place start={hunk.newStart} lines={hunk.newLines} />
            {unified(pairs).map((line) => (
              <Text key={`${line.kind} ${line.number}`} line={line} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** All that goes in one place before all that comes there. */
function unified(pairs: ReturnType<typeof pairLines>): Line[] {
  const lines: Line[] = [];
  let come: Line[] = [];
  for (const { left, right } of pairs) {
    if (right?.kind === "same") {
      lines.push(...come, right);
      come = [];
      continue;
    }
    if (left) lines.push(left);
    if (right) come.push(right);
  }
  return [...lines, ...come];
}

function Place({ start, lines }: { start: number; lines: number }) {
  return <p className="border-y border-line bg-sunken px-3 py-1 text-muted">{lines > 0 ? `Lines ${start} to ${start + lines - 1}` : `After line ${start}`}</p>;
}

function Text({ line }: { line: Line | null }) {
  if (!line) return <div className="bg-sunken" />;
  return (
    <div className={classNames("grid min-w-0 grid-cols-[2rem_1ch_minmax(0,1fr)] lg:grid-cols-[3rem_1ch_minmax(0,1fr)] gap-2 px-2 leading-5", TONES[line.kind])}>
      <span className="text-right text-muted select-none">{line.number}</span>
      <span aria-hidden className="select-none">
        {MARKS[line.kind]}
      </span>
      <span className="break-all whitespace-pre-wrap">
        {line.kind === "same" ? null : <span className="sr-only">{line.kind === "gone" ? "removed: " : "added: "}</span>}
        {line.text}
      </span>
    </div>
  );
}
