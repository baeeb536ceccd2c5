import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { addFields } from "./add-fields.ts";
import { type Draft, type DraftThing, lengthOpen, nounOf, say } from "./draft.ts";
import { point } from "./point.ts";
import { keptIn } from "./what-in.ts";

/** What is done, to what and by whom: what the words behind it may speak of. */
export interface Deed {
  place: number;
  /** Null where nothing else is kept of what it is done to. */
  target: string | null;
  people: string | null;
  /** Whoever calls does it. */
  isCaller: boolean;
}

/** "we want to know": what follows is kept of each time. */
export const RECORDED = "(?:i|we) (?:(?:also )?(?:want to|need to|would like to|'d like to|have to|must) )?(?:know|log|record|note|note down|write down|store|save|keep|register|track|write)(?: down)?:? ";
const LIST = new RegExp(`^(?:,? (?:each )?(?:(?:and|each) )?(?:with|giving|by giving|leaving|stating|saying|choosing|having|including)(?: their| an?| the| its)? |,? and (?:can |may )?(?:leave|give|add|note|choose) (?:their |an? |the )?|: ?|(?:,? (?:and|where|for which))? ${RECORDED})(?<list>.+)$`, "i");
const MOMENT = "(?:(?:start(?:ing)?|end(?:ing)?|begin|from|arrival|departure|pick ?up|return|delivery|due) )?(?:date and time|date|day|time)|weekday|start and end (?:time|date)|start|end|month|time slot";
const TIME = new RegExp(`^,? (?:for|on|at|in|until|by) (?:an? |the |one |some |any |certain |specific |particular |given |fixed )*(?<list>(?:${MOMENT})(?: and (?:an? |the )?(?:${MOMENT}|hour))*)(?=$|,| )`, "i");
const SPAN = /^,? (?:from|between) (?:an? |one |the )(time|date|day) (?:to|until|till|and) (?:an? |another |the )(?:other )?\1(?=$|,| )/i;
const ONCE = /^,? (?:but )?(?:only |just |exactly |at most |max )?once(?: only)?(?: (?:per|for|on|in|to) (?:the same |each |every |an? |one |any )?(?<what>[a-z]+(?: [a-z]+)?))?(?=$|,| and )/i;
/** "one rating per member per film" */
const ONE_PER = /^,? (?:and )?(?:only |just |max(?:imum)? |at most )?one (?<noun>[a-z]+) (?:per|for each|for every|from each|by each) (?<one>[a-z]+(?: [a-z]+)??)(?: and)?(?: (?:per|for each|for every|on each|in each))? (?<other>[a-z]+(?: [a-z]+)??)(?=$|,| and )/i;
const LASTS = /^ for (?:up to |at most |max(?:imum)? )?(?:\d+|one|two|three|four|five|six|seven|ten|fourteen|an?) (?:days?|weeks?|months?|hours?|years?|nights?)(?=$|,| )/i;
const SCALE = /^ (?:(?:from|with|between|on a scale (?:of|from)) )?\(?(?:from |between )?(?<least>\d+) ?(?:to|and|-) ?(?<most>\d+)(?: (?:stars|points))?\)?(?=$|,| )/i;
const STARS = /^ with (?:(?<least>\d+) (?:to|-) (?<most>\d+) )stars(?=$|,| )/i;

/** Reads what is said behind a deed into what is kept of it. What can't be read is open. */
export function readTail(said: string, deed: Deed, draft: Draft): void {
  const thing = draft.things[deed.place];
  if (!thing || said.trim() === "") return;
  const rest = [scale, span, beside, times, once, lasts, fields].reduce<string | null>((found, part) => found ?? part(said, thing, { deed, draft }), null);
  if (rest !== null) readTail(rest, deed, draft);
  else draft.open.push({ text: said.replace(/^[ ,]*(?:(?:and|but) )?/i, "").trim() });
}

interface Where { deed: Deed; draft: Draft }
type Part = (said: string, thing: DraftThing, where: Where) => string | null;

/** "from 1 to 10", of what is rated. */
const scale: Part = (said, thing, { draft }) => {
  const found = SCALE.exec(said) ?? STARS.exec(said);
  const value = thing.fields.find(({ name }) => name === thing.singular);
  if (!found || !/^(?:rating|score|review)$/.test(thing.singular)) return null;
  const range = { min: Number(found.groups?.["least"]), max: Number(found.groups?.["most"]) };
  if (value) { Object.assign(value, range); delete value.isGuess; }
  else thing.fields.push({ name: thing.singular === "review" ? "stars" : thing.singular, kind: "integer", isRequired: true, isUnique: false, ...range });
  say(draft, `the ${thing.singular} is a whole number from ${range.min} to ${range.max}`);
  return said.slice(found[0].length);
};

/** "with one of our coaches", "for a motion": another thing that is kept. */
const beside: Part = (said, _thing, { deed, draft }) => {
  const [lead = ""] = /^,? (?:with|for|on|in|at|to|from|of|per|about|by) /i.exec(said) ?? [];
  const found = lead === "" ? null : keptIn(said.slice(lead.length), draft);
  if (!found || found.isMany) return null;
  return found.of === deed.target || found.of === deed.people || point(deed.place, found.of, draft) ? found.rest : null;
};

/** "from a time to a time": where it begins and where it ends. */
const span: Part = (said, thing, { draft }) => {
  const [found = "", unit = ""] = SPAN.exec(said) ?? [];
  const kind = /^(?:date|day)$/i.test(unit) ? "date" : "time";
  if (found === "" || thing.fields.some(({ name }) => name.startsWith("start ") || name.startsWith("end "))) return null;
  for (const end of ["start", "end"]) thing.fields.push({ name: `${end} ${kind}`, kind: kind === "date" ? "date" : "dateTime", isRequired: true, isUnique: false });
  say(draft, `${pluralOf(thing)}: ${found.replace(/^,? /, "")} is start ${kind} and end ${kind}${kind === "date" ? "" : ", each a date and time"}`);
  return said.slice(found.length);
};

/** "for a start and end time", "on a date". */
const times: Part = (said, thing, { draft }) => {
  const found = TIME.exec(said);
  const before = lengthOpen(draft);
  const copy = copyOf(draft);
  const own = copy.things[draft.things.indexOf(thing)];
  const list = found?.groups?.["list"]?.replace(/\bday\b/gi, "date").replace(/ and (?:an? |the )?hour$/i, ", time").replace(/\bdate and time\b/gi, "date, time").replace(/^start and end (time|date)$/i, "start $1, end $1");
  if (!found || !own || list === undefined || !addFields(list, own, copy) || lengthOpen(copy) > before) return null;
  Object.assign(draft, copy);
  return said.slice(found[0].length);
};

/** "once per motion": the one who does it, and what it is done to, together. */
const once: Part = (said, thing, { deed: { target, people, isCaller }, draft }) => {
  const both = ONE_PER.exec(said);
  const pair = [both?.groups?.["one"], both?.groups?.["other"]].map((name) => nounOf(name ?? ""));
  const isBoth = nounOf(both?.groups?.["noun"] ?? "") === thing.singular && target !== null && pair.includes(target) && (isCaller ? pair.includes("user") : people !== null && pair.includes(people));
  const found = isBoth ? both : ONCE.exec(said);
  const what = isBoth ? undefined : found?.groups?.["what"];
  if (!found || target === null || (people === null && !isCaller) || (what !== undefined && nounOf(what) !== nounOf(target) && nounOf(what) !== nounOf(target.split(" ").at(-1) ?? ""))) return null;
  const fields = thing.fields.filter(({ of }) => of === target || (people !== null && of === people)).map(({ name }) => name);
  if (fields.length !== (isCaller ? 1 : 2)) return null;
  if (!thing.rules.some(({ rule }) => rule === "once")) thing.rules.push({ rule: "once", fields, isPerCaller: isCaller });
  say(draft, `"${found[0].replace(/^[ ,]*(?:but )?/, "")}": a second one of the same ${people ?? "caller"} and ${target} is answered with 409`);
  return said.slice(found[0].length);
};

/** "for 14 days": no date is worked out of another. */
const lasts: Part = (said, thing, { draft }) => {
  const [found = ""] = LASTS.exec(said) ?? [];
  if (found === "" || !/^(?:loan|rental)$/.test(thing.singular)) return null;
  if (!thing.fields.some(({ name }) => name === "due date")) thing.fields.push({ name: "due date", kind: "date", isRequired: true, isUnique: false });
  draft.open.push({ text: found.trim(), why: `No date is worked out of another: whoever calls sends the due date, which ${pluralOf(thing)} have in the outline.` });
  return said.slice(found.length);
};

const fields: Part = (said, thing, { draft }) => {
  const list = LIST.exec(said)?.groups?.["list"];
  const copy = copyOf(draft);
  const own = copy.things[draft.things.indexOf(thing)];
  if (list === undefined || !own || !addFields(list, own, copy)) return null;
  Object.assign(draft, copy);
  return "";
};
