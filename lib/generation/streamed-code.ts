import type { GeneratorPiece } from "./generator.ts";

/** Looking costs time in proportion to what has come: not at each of thousands of small pieces. */
const LOOK_EVERY = 160;

/** Follows the files in a tool input that is still coming. */
export function openCode(): { added(json: string, isWhole?: boolean): GeneratorPiece[] } {
  const seen: number[] = [];
  let looked = 0;
  return {
    /** What was added to each file since the last look. */
    added(json, isWhole = false) {
      if (!isWhole && json.length - looked < LOOK_EVERY) return [];
      looked = json.length;
      return filesOf(json).flatMap(({ file, text }, index): GeneratorPiece[] => {
        const from = seen[index] ?? 0;
        seen[index] = Math.max(from, text.length);
        return text.length > from ? [{ kind: "code", file, text: text.slice(from) }] : [];
      });
    },
  };
}

const STRING = String.raw`"((?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*)`;
const FILE = new RegExp(String.raw`"name"\s*:\s*${STRING}"\s*,\s*"content"\s*:\s*${STRING}`, "g");

/** The files in half-received JSON: partial parsers leave out a text that has not ended, and code is one long text. */
const filesOf = (json: string): { file: string; text: string }[] => [...json.matchAll(FILE)].map(([, name, content]) => ({ file: unquote(name), text: unquote(content) }));

/** A text that is cut within an escape, or that no JSON could hold, is not shown yet. */
function unquote(text = ""): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return "";
  }
}
