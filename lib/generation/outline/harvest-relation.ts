import { isPlural, onLastWord, singular } from "../resource-builder/words.ts";
import { addFields, type Harvest, type HarvestedThing, thingCalled } from "./harvested.ts";
import { deedOf } from "../field-words/deeds.ts";
import { plainName } from "./name-of.ts";
import { nounOf } from "./noun-of.ts";

/** "An order belongs to a customer", "notes on each deal", "members borrow books", "guests rsvp {yes|no}". Null where it is none of them. */
export function readRelation(text: string, harvest: Harvest): string[] | null {
  const known = (name: string | undefined): HarvestedThing | undefined => { const one = onLastWord(plainName((name ?? "").replace(/^(?:(?:an?|the|each|every|one|many|several|multiple|exactly|their|its|our|my) )+/, "")), singular); return harvest.things.find(({ singular: noun }) => noun === one || noun.split(" ").at(-1) === one); };
  const said = text.replace(/^(?:and |also |then )+/, "");
  if (known(said) && said.split(" ").length < 3) return [];
  const parts = said.split(/ and (?=(?:reports to|belongs? to|has|is) )/);
  const holder = known(RELATION.exec(parts[0] ?? "")?.groups?.one);
  if (holder) {
    const left = parts.filter((part, index) => {
      if (/^reports to (?:an?|one|the|their|another) (?:manager|supervisor|boss)$/.test(part)) { addFields(holder, [{ name: part.split(" ").at(-1) ?? "manager", kind: "reference", isRequired: false, isUnique: false, of: holder.singular }]); return false; }
      const other = known(RELATION.exec(index === 0 ? part : `${holder.singular} ${part}`)?.groups?.other);
      if (!other || other === holder) return true;
      // Who has many of them is what each of them points to.
      const [from, to] = / (?:has|have) (?:many|several|multiple|[a-z]+s$)/.test(part) ? [other, holder] : [holder, other];
      from.refersTo.push(to.singular);
      return false;
    });
    if (left.length < parts.length) { harvest.current = holder; return left; }
  }
  const [, what, whose] = /^([a-z]+(?: [a-z]+)?) (?:on|for|per|about|of|to|in) (?:each|every|an?|the) ([a-z]+)$/.exec(said) ?? [];
  const owner = known(whose);
  const noun = what !== undefined && owner && isPlural(what) ? nounOf(what) : null;
  if (noun !== null && owner) { thingCalled(noun, harvest).refersTo.push(owner.singular); return []; }
  const [, who, field, values] = /^([a-z]+s) ([a-z]+) \{([^{}]+)\}/.exec(said) ?? [];
  if (who !== undefined && values !== undefined) {
    const before = harvest.current;
    const thing = thingCalled(singular(who), harvest);
    addFields(thing, [{ name: field ?? "answer", kind: "choice", isRequired: true, isUnique: false, choices: values.split("|") }]);
    if (before && before !== thing) thing.refersTo.push(before.singular);
    return [];
  }
  return readDeed(said, harvest);
}

/** "members borrow books": what they make by it is a thing that points to both. */
function readDeed(said: string, harvest: Harvest): string[] | null {
  const [, who = "", deed = "", what = ""] = DEED.exec(said) ?? [];
  const made = deedOf(deed);
  if (made === null || !isPlural(who) || /^(?:who|it|this|us|always)$/.test(who)) return null;
  const target = nounOf(what);
  if (target === null) return null;
  const people = singular(who);
  const isAnybody = /^(?:person|user|people|client|everyone|visitor)$/.test(people);
  const thing = thingCalled(target, harvest);
  thing.isListed = true;
  if (!isAnybody) thingCalled(people, harvest).isListed = true;
  const holder = thingCalled(made, harvest);
  holder.refersTo.push(thing.singular, ...(isAnybody ? [] : [people]));
  harvest.current = holder;
  return [];
}

const DEED = /^(?:.* (?:where|in which|so that|for) )?(?:the |our |my )?([a-z]+) (?:can |may |should be able to |should |want to )?(borrow|rent|book|reserve|sign up for|sign up to|register for|order|buy|join|enrol(?:l)? in|apply for|review|rate|vote on|vote for|attend|comment on|hire|lend) (?:an? |the |our |different |some )?([a-z]+(?: [a-z]+)?)$/;
const RELATION = /^(?:and |also )?(?<one>(?:an? |the |each |every )?[a-z]+(?: [a-z]+)?) (?:always |can |may |must )?(?:belongs? to|(?:is|are) (?:for|of|by|in|on|at|part of|made by|assigned to|linked to|written by|owned by|placed by)|references?|refers? to|links? to|has|have) (?<other>(?:an? |the |one |exactly one |their |its )?[a-z]+(?: [a-z]+)?)$/;
