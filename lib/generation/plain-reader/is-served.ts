import { ASKS } from "../field-words/asks-for.ts";
import { deedOf } from "../field-words/deeds.ts";
import { type Draft, type DraftThing, thingCalled } from "./draft.ts";

const NOUN = "[a-z][a-z-]*(?: [a-z-]+)?";
const THE = "(?:(?:each|every|an?|the|one|our|my|all|several|many|some|other) )?";
const FORM = new RegExp(`^${THE}(?<one>${NOUN}?) (?:can |may |will )?(?:be |are |is |get )?(?<deed>[a-z]+?)(?: (?:by|to|in|into|on|at|for|from|with|of|about|up|out))? ${THE}(?<other>${NOUN}?)(?: (?:by|to|in|on|at|for|from|with|during|through|as|via) ${THE}(?<third>${NOUN}))?$`, "i");
const MOVED = new RegExp(`^${THE}(?<one>${NOUN}?) (?:can|may) (?:also |later )?(?:be )?(?:moved?|transferr?e?d?|reassigned|assigned|put|switch(?:ed)?|changed?)(?: (?:to|into|in|from))? (?:another|a different|an other|a new|other|one) (?<other>${NOUN})(?: (?:to (?:another|the other)|later))?$`, "i");

/** Whether a sentence tells of things only what is kept of them already: "Neighbours lend tools" where a tool has a neighbour, "Pets are treated by vets at visits" where a visit has both. */
export function isServed(sentence: string, draft: Draft): boolean {
  const moved = MOVED.exec(sentence)?.groups;
  if (moved) { const [one, other] = [thingCalled(draft, moved["one"] ?? ""), thingCalled(draft, moved["other"] ?? "")]; return one !== undefined && other !== undefined && refers(one, other); }
  const { one = "", deed = "", other = "", third } = FORM.exec(sentence)?.groups ?? {};
  const things = [one, other, ...(third === undefined ? [] : [third])].map((name) => thingCalled(draft, name));
  if (deed === "" || ASKS.test(sentence) || things.some((thing) => thing === undefined) || new Set(things).size < things.length) return false;
  const [first, second, last] = things;
  if (!first || !second) return false;
  // A review that isn't kept is in nothing that is.
  const made = deedOf(deed.toLowerCase().replace(/(?:ed|s)$/, "")) ?? deedOf(deed.toLowerCase());
  if (made !== null && !draft.things.some(({ singular: noun }) => noun === made) && made !== "loan") return false;
  if (last) return refers(last, first) && refers(last, second);
  return refers(first, second) || refers(second, first) || draft.things.some((thing) => refers(thing, first) && refers(thing, second) && (thing.singular === made || thing.singular.startsWith(deed.toLowerCase().slice(0, 4))));
}

const refers = (one: DraftThing, other: DraftThing): boolean => one.fields.some(({ of }) => of === other.singular);
