import { normaliseText } from "../resource-builder/normalise-text.ts";

/** A sentence or a line of a description. */
export interface Segment {
  /** As it was written. */
  text: string;
  /** Normalised, without a bullet. */
  plain: string;
  isBullet: boolean;
}

const MOST_SEGMENTS = 80;
const MOST_LENGTH = 500;

/** The sentences and lines of a description, as they were written. */
export function splitSegments(description: string): Segment[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: mark, index } of description.matchAll(/[([{]|[)\]}]|[.!?]+(?=\s|$)|;|\n/g)) {
    if (/[([{]/.test(mark)) depth += 1;
    else if (/[)\]}]/.test(mark)) depth = Math.max(0, depth - 1);
    else if ((depth === 0 && !isAbbreviation(description.slice(Math.max(0, index - 12), index), mark)) || mark === "\n") {
      depth = 0;
      found.push(description.slice(from, index + (mark.startsWith("?") ? mark.length : 0)));
      from = index + mark.length;
    }
  }
  found.push(description.slice(from));
  const segments = found.flatMap((text) => pieces(text)).map((text) => text.trim()).filter((text) => /[\p{L}\p{N}]/u.test(text));
  return segments.slice(0, MOST_SEGMENTS).map((text) => ({ text, plain: normaliseText(text.replace(BULLET, "")).replace(/[.!]+$/, ""), isBullet: BULLET.test(text) }));
}

const BULLET = /^\s*(?:[-*\u2022\u2013\u25CF>]+|\d{1,2}[.)])\s*(?=\S)/;
/** "nr.", "e.g.", and the number of a list's item. */
const isAbbreviation = (before: string, mark: string): boolean => mark === "." && /(?:\b(?:e\.g|i\.e|nr|no|etc|approx|max|min|incl|vs|st|dr|mr|mrs|tel)|(?:^|\n)\s*\d{1,2})$/i.test(before);

/** What is longer than anybody's sentence is cut where a comma is. */
function pieces(text: string): string[] {
  if (text.length <= MOST_LENGTH) return [text];
  const at = text.lastIndexOf(",", MOST_LENGTH);
  const cut = at > 50 ? at + 1 : MOST_LENGTH;
  return [text.slice(0, cut), ...(text.length > 40 * MOST_LENGTH ? [] : pieces(text.slice(cut)))];
}
