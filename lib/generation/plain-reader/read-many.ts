import { pluralOf } from "../outline/outline-issues.ts";
import { PLACE } from "../resource-builder/read-resources.ts";
import { isPlural } from "../resource-builder/words.ts";
import { type Draft, nameKept, say } from "./draft.ts";
import { addFields } from "./add-fields.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { rowNoun } from "./row-noun.ts";

const EACH = "(?:(?:each|every|an?|the|one|all|any|our|my) )?";
const NOUN = "[a-z][a-z-]*(?: [a-z-]+)?";
const MANY = "(?:many|several|multiple|any number of|lots of|a lot of|one or more|zero or more|a list of|a number of|more than one|some|its|their) ";
const FORM = new RegExp(`^${EACH}(?<parent>${NOUN}) (?:can |may )?(?:has|have|owns?|contains?|consists? of|is made of|are made of|includes?|holds?) (?<many>${MANY})?(?:different )?(?<child>${NOUN})$`, "i");
/** What belongs to several at once: a book has authors, and an author books. */
const SHARED = /^(?:author|actor|tag|category|genre|skill|language|ingredient|student|attendee|participant|topic|colou?r|song|product|label|interest|hobby|friend|guest|allergy|symptom|supplier|teacher)$/;

/** Whether one of them may be of several owners, as an author is of books. */
export const canBeOfMany = (one: string, owner: string, many = ""): boolean => SHARED.test(one) && (!/^(?:several|many|its|their)/i.test(many) || /^(?:order|book|movie|film|playlist|recipe|class|course|event|post|article|menu|cart)$/.test(owner));

/** "Donations to campaigns", "Animals kept in pens": no more than a heading, and each of the first is of one of the others. */
const HEADING = new RegExp(`^(?:the |our |my |all )?(?<child>${NOUN}?)(?: (?:made|given|kept|stored|held|reported|written|done|posted|recorded|taken|put))? (?:to|of|for|in|on|at|from|about) (?:the |our |my |these |those |each |an? )?(?<parent>${NOUN})$`, "i");
/** "A gym has trainers and classes": the place where all of it is. */
const WHOLE = new RegExp(`^(?:(?:an?|the|our|my|this) )?(?<place>${NOUN}) (?:has|have|contains|stores|keeps|offers|runs|holds|manages|consists of|takes|sells|serves|gets|receives|lends|lends out|rents out|organi[sz]es) (?:many |several |its |the |some )?(?<parts>[a-z-]+(?: [a-z-]+)?(?:(?:,|,? and) (?:many |several )?[a-z-]+(?: [a-z-]+)?)*)$`, "i");

/** A place or an organisation: where what is kept is kept. */
export const SETTING = /(?:^| )(?:bakery|cafe|bar|pub|museum|garden|warehouse|farm|office|church|kindergarten|theatre|theater|cinema|salon|studio|agency|association|charity|club|shop|business|firm|practice|workshop|centre|center|house|building|market|factory|laboratory|lab|choir|bank|airport|harbour|port|camp|stable|kennel|nursery|brewery|winery|vineyard|gallery|archive|society|community|department)$/i;

/** "Artists have albums": an album is of an artist, where albums are kept. */
export function readMany(sentence: string, draft: Draft): boolean {
  return ofOwner(sentence, draft) || ofNewOwner(sentence, draft) || linking(sentence, draft) || heading(sentence, draft) || isPlace(sentence, draft);
}

function heading(sentence: string, draft: Draft): boolean {
  const { child = "", parent = "" } = HEADING.exec(sentence)?.groups ?? {};
  const [thing, owner] = [nameKept(draft, child) ?? nameKept(draft, child.split(" ").at(-1) ?? ""), nameKept(draft, parent)];
  if (thing === undefined || owner === undefined || thing === owner || !isPlural(child.split(" ").at(-1)?.toLowerCase() ?? "")) return false;
  openThing({ singular: thing, also: [], around: [] }, draft);
  return point(draft.last, owner, draft);
}

const isPlace = (sentence: string, draft: Draft): boolean => {
  const { place = "", parts } = WHOLE.exec(sentence)?.groups ?? {};
  if (parts === undefined || nameKept(draft, place) !== undefined || !(PLACE.test(place.toLowerCase()) || SETTING.test(place))) return false;
  const things = parts.split(/,? and |, /).map((part) => part.replace(/^(?:many|several) /i, ""));
  // Of all of them more is said later.
  const isFirst = draft.expected.length === 0 && draft.things.length === 0 && things.length > 1 && things.every((part) => isPlural(part.split(" ").at(-1)?.toLowerCase() ?? "") && rowNoun(part) !== null);
  if (isFirst) draft.topics.push(...things.map((part) => rowNoun(part)?.singular ?? part));
  return isFirst || things.every((part) => nameKept(draft, part) !== undefined);
};

function ofOwner(sentence: string, draft: Draft): boolean {
  const { parent = "", child = "", many } = FORM.exec(sentence)?.groups ?? {};
  const [owner, thing] = [nameKept(draft, parent), nameKept(draft, child)];
  if (owner === undefined || thing === undefined || owner === thing || !isPlural(child.split(" ").at(-1)?.toLowerCase() ?? "") || canBeOfMany(thing, owner, many)) return false;
  openThing({ singular: thing, also: [], around: [] }, draft);
  return point(draft.last, owner, draft);
}

/** "A customer has many invoices", of whom nothing else is said. */
function ofNewOwner(sentence: string, draft: Draft): boolean {
  const { parent = "", child = "", many } = FORM.exec(sentence)?.groups ?? {};
  const [noun, thing] = [/^(?:each|every|an?|one) /i.test(sentence) ? rowNoun(parent) : null, nameKept(draft, child)];
  if (!noun || thing === undefined || many === undefined || !isPlural(child.split(" ").at(-1)?.toLowerCase() ?? "") || nameKept(draft, parent) !== undefined || PLACE.test(noun.singular) || SETTING.test(noun.singular) || canBeOfMany(thing, noun.singular, many)) return false;
  const owner = openThing(noun, draft);
  openThing({ singular: thing, also: [], around: [] }, draft);
  return owner.singular !== thing && point(draft.last, owner.singular, draft);
}

const LINKED = new RegExp(`^${EACH}(?<parent>${NOUN}?) (?<verb>uses?|needs?|has|have|contains?|consists? of|includes?|is made of) (?<many>${MANY})?(?:different )?(?<child>${NOUN}),?(?: and)? each(?: of them| one)?,? with (?:an? |the |its )?(?<list>.+?)(?:,? and (?<more>[a-z]+s (?:an? |the |its |up to ).+))?$`, "i");

/** "A recipe uses many ingredients, each with an amount", where each ingredient is in many recipes: what links one to one has the amount. */
function linking(sentence: string, draft: Draft): boolean {
  const { parent = "", child = "", verb = "", many, list = "", more } = LINKED.exec(sentence)?.groups ?? {};
  const [owner, part] = [nameKept(draft, parent), nameKept(draft, child)];
  const isOwnThing = [...draft.things, ...draft.expected].some(({ singular: one, fields }) => one === part && fields.some(({ kind }) => kind !== "reference"));
  if (owner === undefined || part === undefined || owner === part || !isOwnThing || !(/^(?:uses?|needs?)$/i.test(verb) || canBeOfMany(part, owner, many))) return false;
  const thing = openThing({ singular: `${owner} ${part}`, also: [], around: [] }, draft, true);
  const place = draft.last;
  if (thing.singular !== `${owner} ${part}` || !point(place, part, draft) || !point(place, owner, draft) || !addFields(list.replace(/^amount\b/i, "amount (number)"), thing, draft)) return false;
  say(draft, `"${sentence}" is kept as ${pluralOf(thing)}: each is of one ${owner} and one ${part}`);
  if (more !== undefined) draft.open.push({ text: more });
  return true;
}
