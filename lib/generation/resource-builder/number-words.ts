const SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const WORDS = new Map<string, number>([...SMALL.map((word, index) => [word, index] as const), ["fifteen", 15], ["twenty", 20], ["thirty", 30], ["fifty", 50], ["a hundred", 100]]);

/** Numbers above one as words, as the source of a regular expression. */
export const NUMBER_WORDS = [...WORDS.keys()].slice(2).join("|");
/** A whole number above zero, in digits or in words. */
export const NUMBER = `(?:\\d{1,4}|one|${NUMBER_WORDS})`;
/** NaN where it is no number. */
export const numberOf = (said: string): number => WORDS.get(said) ?? Number(said);
