import { formatPatch, structuredPatch, type StructuredPatch } from "diff";
import { z } from "zod";

const MAX_EDITS = 1_500;
/** All files together: nobody else is served meanwhile. */
const BUDGET_MS = 500;

export const fileDiffSchema = z.object({
  file: z.string(),
  change: z.enum(["added", "removed", "changed"]),
  /** As `diff -u` writes it. */
  unified: z.string(),
  /** Each line with what becomes of it: a space (stays), `-` (goes), `+` (comes). */
  hunks: z.array(z.object({ oldStart: z.number().int(), oldLines: z.number().int(), newStart: z.number().int(), newLines: z.number().int(), lines: z.array(z.string()) })),
});
export type FileDiff = z.infer<typeof fileDiffSchema>;

/** The files that differ, by name. What there is no time left to compare is told as a whole. */
export function diffSources(before: Record<string, string>, after: Record<string, string>, names: { from: string; to: string }, budgetMs = BUDGET_MS): FileDiff[] {
  const until = performance.now() + budgetMs;
  const files = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return files.filter((file) => before[file] !== after[file]).map((file) => {
    const texts = [before[file] ?? "", after[file] ?? ""] as const;
    const leftMs = until - performance.now();
    const patch = (leftMs > 0 ? structuredPatch(file, file, ...texts, names.from, names.to, { context: 3, maxEditLength: MAX_EDITS, timeout: leftMs }) : undefined) ?? wholePatch(file, ...texts, names);
    const hunks = patch.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({ oldStart, oldLines, newStart, newLines, lines }));
    return { file, change: file in before ? (file in after ? "changed" : "removed") : "added", unified: formatPatch(patch), hunks };
  });
}

/** For two texts that have too little in common: all of one goes, all of the other comes. */
function wholePatch(file: string, before: string, after: string, names: { from: string; to: string }): StructuredPatch {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const hunk = { oldStart: 1, oldLines: old.length, newStart: 1, newLines: now.length, lines: [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)] };
  return { oldFileName: file, newFileName: file, oldHeader: names.from, newHeader: names.to, hunks: [hunk] };
}
