/** "home team, away team, the goals of both teams": what each of two sides has. */
const SIDES = /\b(?<one>[a-z]+) (?<noun>[a-z]+)(?<between>,|,? and)(?: (?:an? |the )?)(?<other>[a-z]+) \k<noun>\b(?<more>[^.;:\n]*?(?:,|\band)) (?:the |an? )?(?<what>[a-z]+) (?:of|for) (?:both|each|the two)(?: (?:of them|sides|\k<noun>s?))?(?=\s*(?:[,.;\n)]|$)|\s+and\b)/gi;

/** Puts what is said of both sides as a field of each: "home goals, away goals". */
export const partSides = (description: string): string =>
  description.replace(SIDES, (whole: string, one: string, noun: string, between: string, other: string, more: string, what: string) => (ARTICLE.test(one) || ARTICLE.test(other) || one.toLowerCase() === other.toLowerCase() ? whole : `${one} ${noun}${between} ${other} ${noun}${more} ${one.toLowerCase()} ${what}, ${other.toLowerCase()} ${what}`));

const ARTICLE = /^(?:an?|the|its|their|one|some|each|every|both|of|for|with|and|or)$/i;
