import { isPlainTalk } from "../field-words/asks-for.ts";
import { isContext } from "../plain-reader/read-context.ts";
import { readItem } from "../plain-reader/read-item.ts";
import { rowNoun } from "../plain-reader/row-noun.ts";
import { splitItems } from "../plain-reader/split-items.ts";
import { splitSentences } from "../plain-reader/split-sentences.ts";
import { stripOpener } from "../plain-reader/strip-opener.ts";
import { nounAtEnd } from "./noun-of.ts";
import { outlineSchema, type OutlineField, type ReadOutline } from "./schema.ts";
import { whyOpen } from "./why-open.ts";

/** Fewer names in a row may be anything. */
const LEAST_FIELDS = 3;

interface Listed { head: string; fields: OutlineField[]; unread: string[] }

/** Where no reader finds what is kept, but a row of names stands somewhere that can only be fields: these fields, and all else open. Null where there is no such row. */
export function listedOutline(description: string): ReadOutline | null {
  const sentences = splitSentences(description);
  const rows = sentences.map(listIn);
  const best = rows.reduce<number>((place, row, index) => ((row?.fields.length ?? 0) > (rows[place]?.fields.length ?? 0) ? index : place), 0);
  const row = rows[best];
  if (!row || row.fields.length < LEAST_FIELDS) return null;
  const singular = rowNoun(stripOpener(row.head).rest)?.singular ?? nounAtEnd(row.head.toLowerCase()) ?? "entry";
  const outline = outlineSchema.safeParse({ things: [{ singular, fields: row.fields }] }).data;
  if (!outline) return null;
  const others = sentences.filter((sentence, index) => index !== best && !isContext(sentence));
  return { outline, open: [...(isContext(row.head) || (isPlainTalk(row.head) && rowNoun(stripOpener(row.head).rest)) ? [] : [row.head]), ...row.unread, ...others].filter(Boolean).map((text) => ({ text, why: whyOpen(text) })) };
}

/** The names behind a colon, where most of them are fields. */
function listIn(sentence: string): Listed | null {
  const [, head = "", list = ""] = /^([^:]+): ?(.+)$/.exec(sentence) ?? [];
  const fields: OutlineField[] = [];
  const unread: string[] = [];
  for (const said of splitItems(list)) {
    const item = readItem(said);
    if (item && !fields.some(({ name }) => name === item.field.name)) fields.push(item.isUnsure ? { ...item.field, isGuess: true } : item.field);
    else unread.push(said);
  }
  return fields.length > unread.length ? { head, fields, unread } : null;
}
