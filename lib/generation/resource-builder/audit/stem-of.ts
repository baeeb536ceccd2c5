import { singular } from "../words.ts";

/** What the forms of a word share: "booked", "bookings" and "book". Coarse on purpose: it only tells whether a word was taken up at all. */
export function stemOf(word: string): string {
  if (/\d/.test(word)) return word;
  const one = singular(word.replace(/'s?$/, ""));
  const present = IRREGULAR.get(one) ?? one;
  const stem = present.replace(/(?:ings?|ied|ies|ed|er|ly|ion|ment|e|y)$/, "");
  return stem.length > 2 ? stem.replace(/(.)\1$/, "$1") : present;
}

export const stemsOf = (text: string): Set<string> => new Set((text.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().match(/[a-z0-9']+/g) ?? []).map(stemOf));

const IRREGULAR = new Map(Object.entries({ sold: "sell", lent: "lend", bought: "buy", taken: "take", given: "give", paid: "pay", kept: "keep", held: "hold", sent: "send", left: "leave", met: "meet", done: "do", seen: "see", written: "write", drunk: "drink", char: "character", todo: "task" }));
