const OPENING = new Set("([{");
const CLOSING = new Set(")]}");

/**
 * How deep source nests, counted in one pass without a parser: parsers are recursive. Comments and strings are left out, so that they can't
 * hide a bracket; a run of operators such as `!!!!` nests too.
 */
export function nestingOf(source: string): number {
  let [depth, deepest, run] = [0, 0, 0];
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    const next = source.charAt(at + 1);
    if (character === "/" && (next === "/" || next === "*")) at = endOfComment(source, at, next);
    else if (character === '"' || character === "'") at = endOfString(source, at, character);
    else if (OPENING.has(character)) depth += 1;
    else if (CLOSING.has(character)) depth = Math.max(0, depth - 1);
    if ("!~+-".includes(character)) run += 1;
    else if (!/\s/.test(character)) run = 0;
    deepest = Math.max(deepest, depth, run);
  }
  return deepest;
}

function endOfComment(source: string, at: number, kind: string): number {
  const end = kind === "/" ? source.indexOf("\n", at) : source.indexOf("*/", at + 2);
  if (end < 0) return source.length;
  return kind === "/" ? end : end + 1;
}

/** The place of the closing quote, or of the line's end. */
function endOfString(source: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < source.length && source.charAt(at) !== quote && source.charAt(at) !== "\n") at += source.charAt(at) === "\\" ? 2 : 1;
  return at;
}
