import { isValue } from "../field-remarks/is-value.ts";
import { STATE } from "../resource-builder/state-verbs.ts";
import type { Way } from "./constraint-way.ts";
import { type Draft, thingCalled } from "./draft.ts";
import { fieldsCalled } from "./fields-called.ts";
import { nameInWords } from "../field-words/name-in-words.ts";
import { valuesOf } from "../field-words/values-of.ts";

const MAY = "(?:is|are|can be|must be|may be|should be|has to be|have to be|will be|can only be|may only be|must only be|should only be|is always|are always)";
const FORMS = [
  /^only (?<list>.+?) (?:is|are|can be|may be|count as) (?:allowed|possible|valid|accepted|permitted|ok|okay|fine)(?: (?:as|for|in)(?: values? (?:of|for))? (?:the |a |its )?(?<name>[a-z][a-z ]*))?$/i,
  /^(?:the )?(?:possible|allowed|valid|permitted) (?:values? (?:for|of) (?:the )?)?(?<name>[a-z][a-z -]*?)(?: values?)?(?: ?:| (?:is|are):?) ?(?<list>.+)$/i,
  new RegExp(`^(?:the )?(?<name>[a-z][a-z -]*?) ?(?::| ${MAY}(?: (?:one of|either|any of):?)?) (?<list>.+)$`, "i"),
];

const LISTED = /[,/:]| or |\bone of\b/i;

/** "Order status: new, baking, ready", "only clean, dirty or out of order are allowed as state". */
export const values: Way = (clause, draft) => {
  for (const form of FORMS) {
    const { name = "", list = "" } = form.exec(clause)?.groups ?? {};
    // "Name is shown and searched" lists no values.
    const choices = list === "" || name === "" || !LISTED.test(form === FORMS.at(-1) ? clause : ",") ? null : valuesOf(list);
    if (!choices?.every((choice) => isValue(choice, "status"))) continue;
    const found = fieldsCalled(name, draft);
    if (found?.every(({ field }) => /^(?:text|choice)$/.test(field.kind))) {
      for (const { field } of found) { Object.assign(field, { kind: "choice", choices }); delete field.isGuess; delete field.maxLength; }
      return true;
    }
    if (!found && added(name, choices, /^(?:only|the possible|possible|allowed|valid|permitted)\b/i.test(clause), draft)) return true;
  }
  return false;
};

/** "Fuel must be one of those": of the values that were listed. */
export const listed: Way = (clause, draft) => {
  const name = /^(?:the )?(.+?) (?:must|has to|have to|should|can|may) (?:only |always )?be one of (?:those|these|them|the above|the listed(?: ones| values)?)$/i.exec(clause)?.[1];
  return name !== undefined && fieldsCalled(name, draft)?.every(({ field }) => field.kind === "choice") === true;
};

/** A field of which only its values are said. */
function added(said: string, choices: string[], isSurely: boolean, draft: Draft): boolean {
  const of = /^(?:([a-z]+(?: [a-z]+)?) )?(status|state|stage|priority|severity|difficulty|condition|size|category|type|kind|level|colou?r)s?$/i.exec(said);
  const thing = of?.[1] === undefined ? draft.things[draft.last] : thingCalled(draft, of[1]) ?? (isSurely ? draft.things[draft.last] : undefined);
  const name = of?.[2]?.toLowerCase() ?? (isSurely ? nameInWords(said, {})?.toLowerCase() : undefined);
  if (name === undefined || !thing || thing.fields.length === 0 || thing.fields.some((field) => field.name === name)) return false;
  thing.fields.push({ name, kind: "choice", choices, isRequired: true, isUnique: false });
  return true;
}

/** "A job is either waiting, in progress or done": what the thing itself is, one of these at a time. */
export const either: Way = (clause, draft) => {
  const [, noun = "", isEither, list = ""] = /^(?:an?|the|each|every|all|our|one)? ?([a-z][a-z ]*?) (?:is|are|can be|may be|must be|has to be)(?: always| then)?( either| one of:?)? (.+)$/i.exec(clause) ?? [];
  const thing = /^(?:it|they|each|each one|every one|these)$/i.test(noun) ? draft.things[draft.last] : list === "" ? undefined : thingCalled(draft, noun);
  const choices = thing && / or |,/.test(list) ? valuesOf(list.replace(/\b(?:is|are) /g, "")) : null;
  if (!thing || !choices || !choices.every((choice) => isValue(choice, "status") && !/^(?:an?|the|to|it|they|more|less|one|two|at|for|from) |\d/i.test(choice)) || (isEither === undefined && !/ or /.test(list)) || (isEither === undefined && / (?:can|may) be /i.test(clause) && (choices.length < 3 || choices.some((choice) => DEED.test(choice))))) return false;
  const known = thing.fields.filter((field) => field.kind === "choice" && choices.some((choice) => field.choices?.includes(choice)));
  if (known.length > 0) return known.length === 1 && choices.every((choice) => known[0]?.choices?.includes(choice)) && choices.length === known[0]?.choices?.length;
  const name = choices.some((choice) => STATE.test(choice) || STATE.test(choice.split(" ")[0] ?? "")) ? "status" : "kind";
  const open = thing.fields.find((field) => field.name === name);
  if (open && open.kind !== "text") return false;
  if (open) { Object.assign(open, { kind: "choice", choices }); delete open.isGuess; }
  else thing.fields.push({ name, kind: "choice", choices, isRequired: true, isUnique: false });
  return true;
};

/** What is done to anything: "they can be added, edited or deleted". */
const DEED = /^(?:added|created|read|seen|listed|shown|edited|changed|updated|deleted|removed|sorted|filtered|searched|found|viewed|saved|stored)\b/i;
