import { createHash } from "node:crypto";
import type { SourceFiles } from "#lib/runtime/runtime.ts";

/** Tells whether source is still what an export held, in whatever order its files come. */
export const sourceHash = (files: SourceFiles): string =>
  createHash("sha256").update(JSON.stringify(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)))).digest("hex");
