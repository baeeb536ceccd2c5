const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
export const NUMBER_WORDS = new Set(WORDS);

/** The one number that a clause names; null where it names none or several. */
export function numberSaid(clause: string): number | null {
  const found = [...clause.toLowerCase().matchAll(new RegExp(`\\b(?:\\d+|${WORDS.slice(2).join("|")})\\b`, "g"))].map(([word]) => (WORDS.includes(word) ? WORDS.indexOf(word) : Number(word)));
  const [one] = found;
  return one !== undefined && found.length === 1 ? one : null;
}
