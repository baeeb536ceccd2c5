import { SourceMap, type SourceMapPayload } from "node:module";
import type { ConsoleLine } from "../runtime.ts";
import { API_MODULE } from "./config-text.ts";

const COMMENT = "\n//# sourceMappingURL=data:application/json;base64,";
const FRAME = /^\s+at (?:.*\()?([\w.-]+):(\d+):(\d+)\)?$/;
const MAX_FRAMES = 20;

/**
 * Makes stacks of a bundle readable: frames of the API's own files by their names and lines, none of libraries or of the platform. The
 * bundle's code is hostile, and so is what it says of its stack: whatever is not a frame stays as it is.
 */
export function readableStacks(bundle: string): (lines: readonly ConsoleLine[]) => ConsoleLine[] {
  let map: SourceMap | null | undefined;
  const placeOf = (line: number, column: number): string | null => {
    map ??= readMap(bundle);
    if (!map) return `${API_MODULE}:${line}:${column}`;
    const found = map.findEntry(line - 1, column - 1);
    if (!("originalSource" in found) || !/^[A-Za-z0-9_-]+\.ts$/.test(found.originalSource ?? "")) return null;
    return `${found.originalSource}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  };
  const readable = (text: string): string => {
    let frames = 0;
    return text.split("\n").flatMap((row) => {
      if (!/^\s+at /.test(row)) return [row];
      const [, file, line, column] = FRAME.exec(row) ?? [];
      const place = file === API_MODULE && frames < MAX_FRAMES ? placeOf(Number(line), Number(column)) : null;
      if (place === null) return [];
      frames += 1;
      return [`    at ${place}`];
    }).join("\n");
  };
  return (lines) => lines.map(([level, text]) => [level, text.includes("\n    at ") ? readable(text) : text]);
}

/** Null: built before bundles had one, or not one that can be read. */
function readMap(bundle: string): SourceMap | null {
  const at = bundle.lastIndexOf(COMMENT);
  if (at < 0) return null;
  try {
    return new SourceMap(JSON.parse(Buffer.from(bundle.slice(at + COMMENT.length), "base64").toString("utf8")) as SourceMapPayload);
  } catch {
    return null;
  }
}
