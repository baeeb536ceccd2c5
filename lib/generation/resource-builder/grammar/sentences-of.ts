export interface Sentence {
  text: string;
  /** What ends it, with the space behind. */
  end: string;
}

/** The sentences of a normalised text: parted at full stops, semicolons and lines outside of brackets. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: found, index } of text.matchAll(/[([{]|[)\]}]|[.!?](?=\s|$)\s*|;\s*|\n\s*/g)) {
    if (/^[([{]$/.test(found)) depth += 1;
    else if (/^[)\]}]$/.test(found)) depth = Math.max(0, depth - 1);
    else if (depth === 0 || found.includes("\n")) {
      depth = 0;
      sentences.push({ text: text.slice(from, index), end: found });
      from = index + found.length;
    }
  }
  return [...sentences, { text: text.slice(from), end: "" }].filter((sentence) => sentence.text.trim() !== "");
}
