import path from "node:path";
import { z } from "zod";

const NAMED = /^ℹ failed in (\[.*\])$/m;
const names = z.array(z.string().nullable());

/** Which of the files `test-summary.ts` names at the end of its output; null unless it tells of each failure in which of them it was. */
export function failedFiles(output: string, files: readonly string[]): string[] | null {
  const named = NAMED.exec(output)?.[1];
  if (named === undefined) return null;
  const found = names.parse(JSON.parse(named)).map((name) => files.find((file) => path.resolve(file) === name));
  const known = found.filter((file) => file !== undefined);
  return known.length === found.length ? known : null;
}
