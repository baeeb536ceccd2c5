import { formatPatch, structuredPatch, type StructuredPatch } from "diff";
import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { compareOpenapi } from "./contract/compare-openapi.ts";
import { getVersion } from "./get-version.ts";
import type { VersionDeps } from "./list-versions.ts";
import { contractChangeSchema } from "./release-schema.ts";

const MAX_EDITS = 4_000;
const TIMEOUT_MS = 2_000;

export const fileDiffSchema = z.object({
  file: z.string(),
  change: z.enum(["added", "removed", "changed"]),
  /** As `diff -u` writes it. */
  unified: z.string(),
  /** Each line with what becomes of it: a space (stays), `-` (goes), `+` (comes). */
  hunks: z.array(z.object({ oldStart: z.number().int(), oldLines: z.number().int(), newStart: z.number().int(), newLines: z.number().int(), lines: z.array(z.string()) })),
});
export type FileDiff = z.infer<typeof fileDiffSchema>;

export const versionDiffSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  breaking: z.array(contractChangeSchema).meta({ description: "What somebody who calls `from` by its document may fail with." }),
  other: z.array(contractChangeSchema),
  files: z.array(fileDiffSchema),
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;

/** What changed from one version to another: of the source line by line, of the OpenAPI document in words. Throws `not_found`, `gone`. */
export async function diffVersions(input: { apiId: string; from: number; to: number }, actor: Actor, deps: VersionDeps): Promise<VersionDiff> {
  const from = await getVersion({ apiId: input.apiId, number: input.from }, actor, deps);
  const to = await getVersion({ apiId: input.apiId, number: input.to }, actor, deps);
  const changes = compareOpenapi(from.openapi, to.openapi);
  return {
    from: from.number, to: to.number, breaking: changes.filter(({ isBreaking }) => isBreaking), other: changes.filter(({ isBreaking }) => !isBreaking),
    files: diffSources(from.source, to.source, { from: `version ${from.number}`, to: `version ${to.number}` }),
  };
}

/** The files that differ, by name. */
export function diffSources(before: Record<string, string>, after: Record<string, string>, names: { from: string; to: string }): FileDiff[] {
  const files = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return files.filter((file) => before[file] !== after[file]).map((file) => {
    const texts = [before[file] ?? "", after[file] ?? ""] as const;
    const patch = structuredPatch(file, file, ...texts, names.from, names.to, { context: 3, maxEditLength: MAX_EDITS, timeout: TIMEOUT_MS }) ?? wholePatch(file, ...texts, names);
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
