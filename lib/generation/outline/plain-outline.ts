import { readPlainly } from "../plain-reader/read-plainly.ts";
import { outlineSchema, type ReadOutline } from "./schema.ts";
import { whyOpen } from "./why-open.ts";

/** What the reader of clauses makes of a description, with what it leaves in the person's own words; null where it finds no thing with fields that could be built. */
export function plainOutline(description: string): ReadOutline | null {
  const read = readPlainly(description);
  const outline = outlineSchema.safeParse(read?.outline).data;
  if (!read || !outline) return null;
  return { outline, open: read.open.map(({ text, why }) => ({ text: asWritten(text, description), why: why ?? whyOpen(text) })) };
}

/** The reading that leaves less of the description open; of two that leave as much, the one with more fields that were said. */
export function betterOutline(plain: ReadOutline | null, guessed: ReadOutline): ReadOutline {
  if (!plain || said(plain) < 2 || plain.outline.things.length < guessed.outline.things.filter(({ fields }) => fields.some(({ isGuess }) => !isGuess)).length) return guessed;
  const [one, other] = [lengthOpen(plain), lengthOpen(guessed)];
  return one < other || (one === other && said(plain) >= said(guessed)) ? plain : guessed;
}

const lengthOpen = ({ open }: ReadOutline): number => open.reduce((sum, { text }) => sum + text.length, 0);
const said = ({ outline }: ReadOutline): number => outline.things.flatMap(({ fields }) => fields.filter(({ isGuess }) => isGuess !== true)).length;

/** The longest beginning of a part that stands so in the description, from its first word on. */
function asWritten(text: string, description: string): string {
  if (description.includes(text)) return text;
  const words = text.split(/[^\p{L}\p{N}']+/u).filter(Boolean).map((word) => word.replace(/'/g, "['\u2019]").replace(/[^\p{L}\p{N}'[\]\u2019]/gu, "\\$&"));
  for (let count = words.length; count > 0; count -= 1) {
    const found = new RegExp(words.slice(0, count).join("[^\\p{L}\\p{N}]+"), "iu").exec(description)?.[0];
    if (found !== undefined) return found;
  }
  return text;
}
