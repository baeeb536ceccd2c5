export interface Line {
  /** Of its own text; from 1. */
  number: number;
  text: string;
  kind: "same" | "gone" | "come";
}
export interface Pair {
  left: Line | null;
  right: Line | null;
}

/** The lines of a hunk side by side: what goes stands beside what comes in its place. */
export function pairLines(hunk: { oldStart: number; newStart: number; lines: readonly string[] }): Pair[] {
  const pairs: Pair[] = [];
  let [old, now] = [hunk.oldStart, hunk.newStart];
  let gone: Line[] = [];
  let come: Line[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1) pairs.push({ left: gone[index] ?? null, right: come[index] ?? null });
    [gone, come] = [[], []];
  };
  for (const line of hunk.lines) {
    const [mark, text] = [line[0], line.slice(1)];
    if (mark === "-") {
      // Of two changes in a row the second begins here.
      if (come.length > 0) flush();
      gone.push({ number: old++, text, kind: "gone" });
    } else if (mark === "+") come.push({ number: now++, text, kind: "come" });
    else if (mark === " ") {
      flush();
      pairs.push({ left: { number: old++, text, kind: "same" }, right: { number: now++, text, kind: "same" } });
    }
  }
  flush();
  return pairs;
}
