import { copyOf } from "../copy-of.ts";
import { type Draft, type DraftThing, namesOf, nounOf, say, thingCalled } from "./draft.ts";
import { type Item, readItem } from "./read-item.ts";
import { isPlural } from "../resource-builder/words.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { rowNoun } from "./row-noun.ts";
import { splitItems } from "./split-items.ts";
import { pluralOf } from "../outline/outline-issues.ts";

const ENOUGH = /^(?:etc|and so on|and more|more|\.\.\.|so on|that kind of thing|things like that|stuff like that|that's it|that is all|nothing else|the usual|the usual stuff)\.?$/i;

/** Reads a list of fields into a thing. What can't be read of it is open; false where hardly anything is a field. */
export function addFields(list: string, thing: DraftThing, draft: Draft): boolean {
  return withParts(list, thing, draft) ?? ofList(list, thing, draft);
}

const MANY = "(?:(?:an? (?:list|number|set|series) of|several|many|some|multiple|one or more|any number of) )";
const PARTS = new RegExp(`^(?:(?<own>.+?),? and |(?<own2>.+?), )(?:${MANY}(?<many>(?:[a-z-]+ )?[a-z-]+s)(?:,? (?:each|all)(?: one| of (?:them|these|which))?)?|(?:${MANY}|the |its |their )?(?<each>(?:[a-z-]+ )?[a-z-]+s),? each(?: one| of (?:them|these|which))?) (?:with|having|has) (?:an? |the |its |their )?(?<list>.+)$`, "i");

/** "a date and several lines with a text and a price": each of the lines is of one of what has them. Null where it is no such list. */
function withParts(list: string, thing: DraftThing, draft: Draft): boolean | null {
  const { own, own2 = "", many, each = "", list: fields = "" } = PARTS.exec(list)?.groups ?? {};
  const child = many ?? each;
  const noun = child === "" || !isPlural(child.toLowerCase().split(" ").at(-1) ?? "") || splitItems(fields).length < 2 ? null : rowNoun(child);
  const copy = copyOf(draft);
  const place = draft.things.indexOf(thing);
  const owner = copy.things[place];
  if (!noun || !owner || noun.singular === thing.singular || !ofList(own ?? own2, owner, copy)) return null;
  const part = openThing(noun, copy, true);
  if (part === owner || !point(copy.last, owner.singular, copy) || !ofList(fields, part, copy)) return null;
  // What is read into stays the same thing.
  Object.assign(thing, owner);
  copy.things[place] = thing;
  Object.assign(draft, copy, { last: place });
  return true;
}

function ofList(list: string, thing: DraftThing, draft: Draft): boolean {
  const items = splitItems(list.replace(/^(?:the )?(?:following )?(?:fields|columns|attributes|properties|data|information|info|details|things)? ?(?::|-)? ?/i, "").replace(/,? each$/i, ""));
  let read = 0;
  let total = 0;
  const all = pairs(fromTo(items, thing, draft));
  const at = all.findIndex((item) => /^each (?:one |of (?:them|these|which) )?(?:with|has|having)\b/i.test(item));
  // "measurements, each with name and value": what these hold is no field of what has them.
  if (at > 0) draft.open.push({ text: all.slice(at).join(", "), why: "A list holds plain texts. Make a thing of what is in it, with these as its fields." });
  for (const said of at > 0 ? all.slice(0, at) : all) {
    if (/^(?:an? )?(?:unique )?(?:id|identifier|created at|updated at)$/i.test(said)) continue;
    total += 1;
    if (ENOUGH.test(said)) continue;
    if (pointsTo(said, thing, draft)) { read += 1; continue; }
    const whole = besideCounts(said, items, readItem(said));
    // What a bracket demands may not be kept to: the field is, and the bracket is told.
    const bare = whole ? null : readItem(said.replace(/\s*\([^()]*\)/g, ""));
    const item = whole ?? (bare?.isUnsure === false ? bare : null);
    if (!whole && item) draft.open.push({ text: said });
    // "Name of the tool" of a tool is its name.
    const called = item?.field.name.replace(new RegExp(` of (?:(?:the|an?|each|every) )?(?:${namesOf(thing).join("|")})$`), "") ?? "";
    // "Whether the bird was fed" of a bird is whether it was.
    const name = item?.field.kind === "boolean" && /^(?:whether|if) /i.test(said) ? called.replace(new RegExp(`^(?:${namesOf(thing).join("|")}) (?=[a-z])`), "") : called;
    // "black wins or draw" is no name.
    if (!item || (item.isUnsure && / or /.test(name))) { draft.open.push({ text: said }); continue; }
    if (item.isUnsure) {
      draft.open.push({ text: said, why: `It isn't clear what ${name} holds: how many, which ones, or whether. Say it behind the name: "${name} (number)", "(text)", "(list)" or "(yes/no)".` });
      thing.fields.push({ ...item.field, isGuess: true });
      read += 1;
      continue;
    }
    read += 1;
    // "Stall name" of a stall is its name.
    const own = new RegExp(`^(?:${thing.singular}|${nounOf(thing.singular).split(" ").at(-1) ?? ""}) (?=name$|title$|type$|number$|date$|colou?r$|status$)`).exec(name);
    const label = own && !thing.fields.some((field) => field.name === name.slice(own[0].length)) ? name.slice(own[0].length) : name;
    const same = thing.fields.findIndex((field) => field.name === label);
    // One name for two facts isn't guessed at.
    const before = thing.fields[same];
    if (before?.isUnique && before.kind === item.field.kind && item.field.kind !== "choice") Object.assign(before, item.field, { name: label, isUnique: true });
    else if (before?.kind === "reference" && item.field.kind === "text") continue;
    else if (same >= 0) draft.open.push({ text: said, why: `There is a ${label} already.` });
    else thing.fields.push({ ...item.field, name: label });
    for (const line of item.said) say(draft, `${pluralOf(thing)}: ${line}`);
  }
  return total > 0 && read > 0 && read >= total / 2;
}

/** "baked quantity, sold quantity, thrown away": how many were, or whether any was? */
function besideCounts(said: string, items: readonly string[], item: Item | null): Item | null {
  const isDeed = item?.field.kind === "boolean" && /^[a-z]+(?:ed|en|n|t)(?: (?:away|out|back|off|up))?$/i.test(said.trim());
  return item && isDeed && items.filter((one) => /\b(?:quantity|amount|count)$|^(?:number|amount|count) of /i.test(one)).length > 1 ? { ...item, isUnsure: true } : item;
}

/** "a mother that is also a cow", "the member who borrowed it". */
function pointsTo(said: string, thing: DraftThing, draft: Draft): boolean {
  const [, name = "", of = ""] = /^(?:an? |the |its |their )?([a-z]+(?: [a-z]+)?),? (?:(?:that|which|who) (?:is|are) (?:also )?|\()(?:one of the |an? |another )([a-z]+(?: [a-z]+)?)\)?(?: \(optional\))?$/i.exec(said) ?? [];
  const target = of === "" ? undefined : thingCalled(draft, of);
  if (!target || thing.fields.some((field) => field.name === name.toLowerCase())) return false;
  thing.fields.push({ name: name.toLowerCase(), kind: "reference", of: target.singular, isRequired: target !== thing && !said.endsWith("(optional)"), isUnique: false });
  return true;
}

const TAKEN = /\b(?:booking|reservation|rental|loan|shift|stay|appointment|lesson|meeting|session|slot|absence|leave|visit|event|lease|hire|internship|course)$/;

/** "from and until": the two ends of a time. */
function fromTo(items: readonly string[], thing: DraftThing, draft: Draft): string[] {
  return items.flatMap((item, index) => {
    // "From" and "to" of a ride are places.
    const from = /^(?:an? |the )?from( date| day)?$/i;
    const to = /^(?:an? |the )?(?:to|until|till)( date| day)?$/i;
    const kind = (from.exec(item) ?? to.exec(item))?.[1] === undefined ? "time" : "date";
    const [isFrom, isTo] = [from.test(item) && to.test(items[index + 1] ?? ""), to.test(item) && from.test(items[index - 1] ?? "")];
    if ((!isFrom && !isTo) || (kind === "time" && !TAKEN.test(thing.singular))) return [item];
    if (isTo) say(draft, `${pluralOf(thing)}: from and ${/until|till/i.test(item) ? "until" : "to"} are start ${kind} and end ${kind}`);
    return [`${isFrom ? "start" : "end"} ${kind} (${kind === "date" ? "date" : "date and time"})`];
  });
}

/** "start and end time", "home and away team": the first of two shares the last word of the other. */
function pairs(items: readonly string[]): string[] {
  return items.map((item, index) => {
    const next = items[index + 1] ?? "";
    const shared = /^(?:the |an? )?(start|begin|from|home|first|opening|arrival|departure|min(?:imum)?|old|birth|sender|buyer|low|high|city) ?$/i.test(item) ? /^(?:the |an? )?(?:end|finish|to|away|last|second|closing|departure|arrival|max(?:imum)?|new|death|receiver|seller|high|low) (\w+(?: \w+)?)$/i.exec(next)?.[1] : undefined;
    return shared === undefined ? item : `${item} ${shared}`;
  });
}
