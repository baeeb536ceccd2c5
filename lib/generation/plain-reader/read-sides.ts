import { copyOf } from "../copy-of.ts";
import { addFields } from "./add-fields.ts";
import { readTail } from "./deed-tail.ts";
import { type Draft, type DraftThing, lengthOpen, nameKept, nounOf, say } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { rowNoun } from "./row-noun.ts";

const NOUN = "[a-z][a-z-]*(?: [a-z-]+)?";
const ONE = "(?:an?|the|one)";
const IS = "(?:is|are|takes place|happens|(?:is|are|gets) (?:always )?(?:played|fought|held|made|arranged|signed))";
const PAIR = `${ONE} (?<one>${NOUN}?) and (?:${ONE} )?(?<other>${NOUN})`;
const END = "(?<tail>$|,.+| (?:with|on|at|in|for|and has) .+)";
const FORMS = [
  new RegExp(`^(?:each |every |an? |the |one )?(?<child>${NOUN}?) ${IS} (?:always )?between ${PAIR}${END}$`, "i"),
  new RegExp(`^(?:each |every |an? |the |one )?(?<child>${NOUN}?) (?:has|have) (?:two|2) (?<both>[a-z]+)(?:,|:| -|,? namely) ${PAIR}${END}$`, "i"),
  new RegExp(`^(?:each |every |an? |the |one )?(?<child>${NOUN}?) (?:${IS} between|(?:has|have)) (?:two|2) (?<both>[a-z]+)${END}$`, "i"),
];

/** "A match is between a home and an away team": two references to one kind of thing, or one to each of two. */
export function readSides(sentence: string, draft: Draft): boolean {
  const found = FORMS.map((form) => form.exec(sentence)?.groups).find((groups) => groups !== undefined);
  const noun = found === undefined ? null : rowNoun(found["child"] ?? "");
  if (!found || !noun || noun.around.length > 0) return false;
  const { one = "first", other = "second", both, tail = "" } = found;
  const last = other.split(" ").at(-1) ?? "";
  const [ofOne, ofOther] = [nameKept(draft, one), nameKept(draft, other)];
  const isTwoKinds = both === undefined && ofOne !== undefined && ofOther !== undefined && ofOne !== ofOther && one.split(" ").length === 1 && other.split(" ").length === 1;
  const kind = isTwoKinds ? undefined : both === undefined ? (other.includes(" ") ? nameKept(draft, last) ?? rowNoun(last)?.singular : undefined) : nameKept(draft, both);
  if (!isTwoKinds && kind === undefined) return false;
  const sides = kind === undefined ? [] : [one, other].map((side) => { const plain = side.toLowerCase(); return nounOf(plain.split(" ").at(-1) ?? "") === kind ? plain : `${plain} ${kind}`; });
  if (kind !== undefined && nameKept(draft, kind) === undefined) openThing({ singular: kind, also: [], around: [] }, draft);
  const thing = openThing(noun, draft);
  const place = draft.last;
  if (isTwoKinds) { if (!point(place, ofOther, draft) || !point(place, ofOne, draft)) return false; }
  else if (!pointsTwice(thing, sides, kind ?? "")) return false;
  if (both !== undefined && found["one"] === undefined) say(draft, `the two ${both} of ${pluralOf(thing)} are called ${sides.join(" and ")}`);
  behind(tail, place, sides, draft);
  draft.last = place;
  return true;
}

function pointsTwice(thing: DraftThing, sides: readonly string[], of: string): boolean {
  if (thing.singular === of || sides[0] === sides[1] || thing.fields.some(({ name }) => sides.includes(name))) return false;
  thing.fields.unshift(...sides.map((name) => ({ name, kind: "reference" as const, of, isRequired: true, isUnique: false })));
  return true;
}

/** "the goals for both sides": one for each. */
const EACH_SIDE = /^(?:the |an? )?([a-z]+) (?:for|of) (?:both|each|the two)(?: [a-z]+)?$/i;

function behind(said: string, place: number, sides: readonly string[], draft: Draft): void {
  const thing = draft.things[place];
  const list = /^(?:,? (?:and )?(?:it )?(?:with|has|have|having)|, and|,) (?!(?:on|at|in|for) )(.+)$/i.exec(said)?.[1];
  if (!thing || said === "") return;
  if (list === undefined) return readTail(said, { place, target: null, people: null, isCaller: false }, draft);
  const items = list.split(/,? and (?:also )?|, /).flatMap((item) => {
    const what = EACH_SIDE.exec(item)?.[1];
    return what === undefined || sides.length === 0 ? [item] : sides.map((side) => `${side.split(" ").slice(0, -1).join(" ")} ${what}${/^(?:goals?|points?|score|sets|runs|tries)$/i.test(what) ? " (whole number)" : ""}`);
  });
  const copy = copyOf(draft);
  const own = copy.things[place];
  const before = lengthOpen(copy);
  const isPlain = items.join(", ") === list.replace(/,? and (?:also )?/g, ", ");
  if (own && addFields(isPlain ? list : items.join(", "), own, copy)) Object.assign(draft, copy);
  else draft.open.push({ text: said.replace(/^[ ,]+/, "") });
  if (lengthOpen(draft) > before) draft.last = place;
}
