/** The sentences of a description as they were written, without their last mark. Lists in lines are part of the line that opens them. */
export function splitSentences(description: string): string[] {
  const text = description.normalize("NFKC").replace(/[\u2018\u2019\u02BC]/g, "'").replace(/[\u201C\u201D]/g, '"').replace(/[\u2013\u2014]/g, "-").replace(/[\u2192\u27A1]|=>/g, "->").replace(/\r\n?/g, "\n");
  const lines = joinLists(text.split("\n"));
  return lines.flatMap((line) => line.split(END)).map((sentence) => sentence.replace(/\s+/g, " ").replace(/^[\s,;]+|[\s.,;!?:]+$/g, "").trim()).filter(Boolean);
}

/** The end of a sentence: not of "e.g.", and not within brackets. */
const END = /(?<!\b(?:e\.g|i\.e|etc|vs|approx|incl|nr|max|min|tel|ca|dr|mr|mrs))[.!?]+(?=\s|$)(?![^(]*\))|;(?![^(]*\))|(?<=\betc)\.(?=\s+[A-Z]|$)/;
const BULLET = /^\s*(?:[-*\u2022\u25CF>]+|\d{1,2}[.)])\s+/;

/** "Fields:", and below it a line for each. */
function joinLists(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const isBullet = BULLET.test(line);
    const last = joined.at(-1);
    if (isBullet && isOpen && last !== undefined) joined[joined.length - 1] = `${last}${last.endsWith(":") ? "" : ","} ${line.replace(BULLET, "").replace(/[.,;]\s*$/, "")}`;
    else {
      isOpen = /:\s*$/.test(line);
      if (line.trim() !== "") joined.push(isBullet ? line.replace(BULLET, "") : line.trim());
    }
  }
  return joined;
}
