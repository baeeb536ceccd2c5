import { PLACE } from "./resource-builder/read-resources.ts";
import { isPlural, onLastWord, plural, singular } from "./resource-builder/words.ts";
import { SETTING } from "./plain-reader/read-many.ts";

const PART = "[a-z][a-z-]*(?: [a-z-]+)?";
const SOME = "(?:(?:some|several|many|a few|lots of|its|the|my|our|their) )?";
const FORM = new RegExp(`^\\s*(?<who>(?:i am|i'm|im|we are|we're) (?:an? |the )?|(?:our|my|the|this) )?(?<place>[a-z][a-z'-]*(?: [a-z'-]+){0,2}?)(?: with|:| has| have| having) ${SOME}(?<parts>${PART}(?:(?:,|,? and) ${SOME}${PART})*)\\s*[.;\\n]\\s*`, "i");
const lastOf = (phrase: string): string => phrase.toLowerCase().split(" ").at(-1) ?? "";

/** "Charity with campaigns and donations", "I am a landlord with some flats": where it is and who asks is no thing beside those that are kept, of which more is said. */
export function withoutIntroduction(description: string): { text: string; place: string | null } {
  const found = FORM.exec(description);
  const { who = "", place = "", parts = "" } = found?.groups ?? {};
  const rest = found ? description.slice(found[0].length) : "";
  const things = parts.split(/,? and |, ?/i).map((part) => part.replace(new RegExp(`^${SOME}`, "i"), "").trim());
  const isWhere = /^(?:i|we|our|my|this)\b/i.test(who) || PLACE.test(place.toLowerCase()) || SETTING.test(place) || things.some((part) => singular(lastOf(part)) === lastOf(place) && place.includes(" "));
  if (!found || !isWhere || isPlural(lastOf(place)) || !things.every((part) => isPlural(lastOf(part)))) return { text: description, place: null };
  // What is spoken of again is more than the place.
  const isAgain = new RegExp(`\\b(?:${place.toLowerCase()}|${onLastWord(place.toLowerCase(), plural)})\\b`, "i").test(rest);
  const declared = (part: string): boolean => new RegExp(`(?:^|[.;,\\n] ?|\\band |\\b(?:store|keep|track|record|save|manage) )(?:(?:an?|each|every|one|the|all) )?(?:[a-z]+ )?${nameOf(part)}(?:,? (?:has|have|with|belongs?|goes|is (?:given|for|made|between|of)|are (?:given|for|made|of)) | ?[:(])`, "i").test(rest);
  if (isAgain || !things.some(declared) || !things.every((part) => new RegExp(`\\b${nameOf(part)}\\b`, "i").test(rest))) return { text: description, place: null };
  return { text: things.length === 1 ? rest : `${things.slice(0, -1).join(", ")} and ${things.at(-1) ?? ""}. ${rest}`, place: place.toLowerCase() };
}

/** In both numbers. */
const nameOf = (part: string): string => `(?:${lastOf(part)}|${singular(lastOf(part))})`;
