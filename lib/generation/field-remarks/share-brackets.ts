/** "sleeve condition and disc condition (both mint, good or poor)" says it of each. */
const SHARED = /((?:^|[.!?;:,(]\s|\bwith|\bhas|\bhave|\bstores?|\bkeeps?|\bgot)\s*(?:and )?)((?:an? |the |its )?[a-z][a-z' -]{0,50}?),? (?:and|&) ([a-z][a-z' -]{0,50}?) ?\((?:(?:they |which )?(?:are )?(?<how>both|each|all|either)(?: of them)?(?: is| are| being| can be| with| from)?(?: either| one of)?:?,? )([^()]+)\)/gi;

/** Puts what a bracket says of both names before it behind each of them. Of "each" and "all" it isn't told how many they are, unless the two have a word in common. */
export const shareBrackets = (description: string): string =>
  description.replace(SHARED, (whole, lead: string, one: string, other: string, how: string, said: string) => (how.toLowerCase() === "both" || haveWord(one, other) ? `${lead}${one} (${said}) and ${other} (${said})` : whole));

const haveWord = (one: string, other: string): boolean => one.toLowerCase().split(/[^a-z]+/).some((word) => word.length > 2 && word !== "the" && other.toLowerCase().split(/[^a-z]+/).includes(word));
