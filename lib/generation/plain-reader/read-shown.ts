import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { fieldName } from "../outline/name-of.ts";
import { type Draft, nameKept, nounOf, say, thingCalled } from "./draft.ts";
import { timeOf } from "./find-field.ts";
import { addFigure, type FigureKind } from "./read-figures.ts";
import { lineTotal } from "./read-product.ts";

const ORDERED = /,? (?:and |with )?(?:the |sorted by (?:the )?|ordered by (?:the )?)?(?:best|highest|most|lowest|least|biggest|largest|top|smallest|greatest|worst)(?: [a-z]+)?(?: first| on top| at the top)$/i;
const NOUN = "[a-z]+(?: [a-z]+)?";
const ASK = "(?:(?:and|also|please|then|i want to|we want to|i'd like to|we'd like to|i would like to|i need|we need|i'd like|we'd like|i want|we want|to) )*(?:(?:show|display|give|tell|see|know|list|have|get)(?: me| us)? )?";
const FORMS = [
  new RegExp(`^(?:(?:and|also) )?(?:(?:show|display|give|tell)(?: me| us)? )?(?:for )?(?:each|every|an?|the|all|per) (?<parent>${NOUN}?)(?: (?:must|should|has to|needs to|will|can|also|always|then))* (?:shows?|displays?|gives?|tells?|knows?|includes?|returns?|has|carries|comes with|sees?) (?<figures>.+)$`),
  new RegExp(`^${ASK}(?:for )?(?:each|every|per) (?<parent>${NOUN}?),? (?:how|its|their|his|her|the) (?<figures>.+)$`),
  new RegExp(`^${ASK}(?:the |each |every |an? )?(?<parent>${NOUN}?)(?:'s)? (?<figures>total|totals|total (?:price|cost|amount|value|sum))$`),
  new RegExp(`^${ASK}(?<figures>.+?) (?:per|(?:for|of|in|by) (?:each|every|any)|by) (?<parent>${NOUN}?)(?:,? (?:and|plus) (?<more>.+))?$`),
];

/** "Each campaign must show the amount raised so far and the number of donations": figures of what belongs to one thing. Those that aren't worked out are open; null where none is. */
export function readShown(sentence: string, before: Draft): Draft | null {
  const [order] = ORDERED.exec(sentence) ?? [];
  const text = sentence.slice(0, sentence.length - (order ?? "").length).toLowerCase();
  for (const form of FORMS) {
    const { parent = "", figures, more } = form.exec(text)?.groups ?? {};
    if (figures === undefined) continue;
    const owner = nameKept(before, parent);
    // What everybody has of their own is whoever's who calls.
    if (owner === undefined && (before.own.length === 0 || before.things.length > 1 || parent === "")) continue;
    const draft = copyOf(before);
    const open: string[] = [];
    const said = shared([...parted(figures), ...(more === undefined ? [] : parted(more))]);
    for (const figure of said) if (!addTo(figure, owner ?? null, draft, sentence)) open.push(figure);
    if (open.length === said.length) continue;
    if (order !== undefined) draft.open.push({ text: order.replace(/^[, ]+(?:and )?/, ""), why: "Figures come in the order of what they are of: whoever calls sorts them." });
    draft.open.push(...open.map((one) => ({ text: one, ...(WORKED_OUT.test(one) ? { why: "No one number was found that this is worked out of. Say of which field it is the total, the average, the least or the most." } : {}) })));
    return draft;
  }
  return null;
}

const WORKED_OUT = /^(?:the |its |their )?(?:total|sum|average|mean|highest|lowest|maximum|minimum)\b/;
const parted = (figures: string): string[] => figures.split(/,? and (?:also )?|, /).map((one) => one.trim()).filter(Boolean);
/** "the average and the maximum temperature": the first is of what the second is. */
const shared = (figures: readonly string[]): string[] => figures.map((figure, index) => {
  const noun = /^(?:the )?(?:average|maximum|minimum|highest|lowest|total|sum) (.+)$/.exec(figures[index + 1] ?? "")?.[1];
  return noun !== undefined && /^(?:the )?(?:average|maximum|minimum|highest|lowest|total|sum)$/.test(figure) ? `${figure} ${noun}` : figure;
});

const OF = "(?: of (?:all )?(?:its |the |their )?[a-z]+)?";
const END = "(?: (?:so far|in total|altogether|overall|there (?:is|are)|it has|they have|made|received|left by [a-z]+|in it))*$";
const KINDS: [RegExp, FigureKind][] = [
  [new RegExp(`^(?:the |its |their )?(?:total |overall )?(?:number|count|amount) of (?:all )?(?:its |the |their |sold )?(?<what>[a-z]+(?: [a-z]+)?)${END}`), "count"],
  [new RegExp(`^(?:how )?many (?<what>(?!there)[a-z]+(?: [a-z]+)?)(?: (?:it has|there are|they have|are in it|belong to it|have been made))?${END}`), "count"],
  [/^(?:how )?many (?:there are|it has|of them there are)(?: in total)?$/, "count"],
  [/^(?:the )?(?:total )?(?:amount|money|sum|value) (?:raised|collected|donated|paid|earned|spent|given|pledged|sold|received)(?: so far| in total)?$/, "sum"],
  [new RegExp(`^(?:the |its |their |his |her )?(?:total|sum|overall)(?: of)?(?: all)?(?: the| its| their)? ?(?<what>(?!of )[a-z]+(?: (?!of )[a-z]+)?)??${OF}${END}`), "sum"],
  [new RegExp(`^(?:the |its |their )?(?:average|mean|avg)(?: of)?(?: the| its| their)? (?<what>[a-z]+(?: (?!of )[a-z]+)?)${OF}${END}`), "average"],
  [new RegExp(`^(?:the |its |their )?(?:highest|maximum|max|best|top)(?: of)?(?: the| its| their)? (?<what>[a-z]+(?: (?!of )[a-z]+)?)${OF}${END}`), "max"],
  [new RegExp(`^(?:the |its |their )?(?:lowest|minimum|min)(?: of)?(?: the| its| their)? (?<what>[a-z]+(?: (?!of )[a-z]+)?)${OF}${END}`), "min"],
];

/** "the latest reading of each sensor": the first of its own list, in that order. */
function latest(figure: string, owner: string | null, draft: Draft): boolean {
  const noun = /^(?:the )?(?:latest|last|newest|most recent) (?<what>[a-z]+(?: [a-z]+)?)$/.exec(figure)?.groups?.["what"];
  const thing = noun === undefined ? undefined : thingCalled(draft, noun);
  const time = thing && timeOf(thing);
  if (!thing || !time || owner === null || thing.fields.filter(({ of }) => of === owner).length !== 1) return false;
  const [many, all] = [pluralOf(thing), pluralOf({ singular: owner })].map((name) => name.replaceAll(" ", "-"));
  say(draft, `"${figure}": GET /${all ?? ""}/{id}/${many ?? ""}?sort=${fieldName(time.name)}&order=desc&limit=1`);
  return true;
}

function addTo(figure: string, owner: string | null, draft: Draft, sentence: string): boolean {
  if (latest(figure, owner, draft)) return true;
  const [form, kind] = KINDS.find(([one]) => one.test(figure)) ?? [];
  if (!form || !kind) return false;
  const what = form.exec(figure)?.groups?.["what"]?.replace(/ of (?:its|the|their) .*$/, "");
  const children = draft.things.filter(({ fields }) => owner === null || fields.some(({ of }) => of === owner));
  const [only] = children;
  if (kind === "count" && what === undefined) return only !== undefined && children.length === 1 && addFigure(kind, pluralOf(only), owner, draft, sentence);
  if (kind === "sum" && (what === undefined || /^(?:cost|price|amount|value|sum|costs)$/.test(what) || (thingCalled(draft, what) === only && only !== undefined))) {
    const line = only && children.length === 1 ? lineTotal(only, draft) : null;
    if (line !== null) return addFigure(kind, line, owner, draft, sentence);
    // What one of them costs adds up to nothing.
    if (only?.fields.some(({ name }) => /\b(?:per|each|unit|rate)\b/.test(name))) return false;
  }
  return addFigure(kind, kind === "count" && what !== undefined ? nounOf(what) : what, owner, draft, sentence);
}
