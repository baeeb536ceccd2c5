const OPEN = /^[([{]$/;
const CLOSED = /^[)\]}]$/;

/** The parts of a text between the ends that stand outside of brackets, each with what ends it. A line's end also ends a bracket that wasn't closed. */
export function partsOf(text: string, ends: string): { text: string; end: string }[] {
  const parts: { text: string; end: string }[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: found, index } of text.matchAll(new RegExp(`[([{]|[)\\]}]|${ends}`, "g"))) {
    if (OPEN.test(found)) depth += 1;
    else if (CLOSED.test(found)) depth = Math.max(0, depth - 1);
    else if (depth === 0 || found.includes("\n")) {
      depth = 0;
      parts.push({ text: text.slice(from, index), end: found });
      from = index + found.length;
    }
  }
  return [...parts, { text: text.slice(from), end: "" }];
}

/** Where the bracket closes that was opened before `from`; null where it doesn't. */
export function closeOf(text: string, from: number): number | null {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (OPEN.test(text[at] ?? "")) depth += 1;
    if (CLOSED.test(text[at] ?? "") && (depth -= 1) === 0) return at;
  }
  return null;
}

/** Whether a place is outside of all brackets. */
export const isOutside = (text: string, at: number): boolean => text.slice(0, at).split(/[([{]/).length <= text.slice(0, at).split(/[)\]}]/).length;
