import type { OutlineField } from "../outline/schema.ts";
import { startIn } from "../field-remarks/read-start.ts";
import { holdTold } from "../field-remarks/hold-told.ts";
import { said } from "./constrain-said.ts";
import type { Way } from "./constraint-way.ts";
import { type Draft, type DraftThing, thingCalled } from "./draft.ts";
import { fieldsCalled } from "./fields-called.ts";

const FIRST = "(?:at (?:the )?(?:start|beginning|first)|at first|initially|by default|to (?:begin|start) with|in the beginning|when (?:it is |they are )?(?:new|added|created)|(?:unless|until) [a-z' ]+|if (?:nobody|nothing|not) ?[a-z' ]*)";

/** "By default no driving licence", "not paid at first", "default for coming is maybe, plus ones 0", "CO2 is the usual type". */
export const byDefault: Way = (clause, draft) => {
  const [, no, names = ""] = /^by default,? (?:(?:there is|it is|they are|it has|they have|it's) )?(?:(no|not|without) )?(?:an? |any )?(.+)$/i.exec(clause) ?? [];
  if (no !== undefined) return flag(names, draft);
  if (names !== "") return said(`${names} by default`, draft) || ofThing(names, draft.things[draft.last]);
  const not = new RegExp(`^(?:it is |it's |they are )?not (.+?),? ${FIRST}$`, "i").exec(clause)?.[1];
  if (not !== undefined) return flag(not, draft);
  const [, list = ""] = /^(?:the )?defaults?(?: values?)?(?: (?:for|of|are|is))?:? (.+)$/i.exec(clause) ?? [];
  if (list !== "") return each(list, draft);
  const [, value = "", field = ""] = /^(.+?) is (?:the |our |my )?(?:default|usual|standard|normal|preset)(?: value)?(?: (?:for|of))? (?:the )?([a-z ]+)$/i.exec(clause) ?? [];
  return field !== "" && said(`${field} is ${value} by default`, draft);
};

/** "coming is maybe, plus ones 0": each its own. */
function each(list: string, draft: Draft): boolean {
  const copy = structuredClone(draft);
  const isRead = list.split(/,? and |, /).every((part) => {
    const [, name = "", value = ""] = /^(?:for )?(?:the )?(.+?)(?: (?:is|are|should be|to)|:| =)? (["']?[a-z0-9.-]+["']?)$/i.exec(part) ?? [];
    return name !== "" && said(`${name} is ${value} by default`, copy);
  });
  if (isRead) Object.assign(draft, copy);
  return isRead;
}

/** What isn't so unless it is said to be. */
function flag(name: string, draft: Draft): boolean {
  const found = fieldsCalled(name.replace(/^(?:been |be )/, ""), draft);
  if (!found?.every(({ field }) => field.kind === "boolean")) return false;
  for (const { field } of found) Object.assign(field, { default: false, isRequired: false });
  return true;
}

/** "New items are unclaimed", "it starts as waiting": the one field of the thing that can be so. */
export const starts: Way = (clause, draft) => {
  const [, isNew, noun = ""] = /^(?:(?:an?|every|each|all|the) )?(new )?([a-z ]+?) (?:is|are|starts?|begins?|defaults?)\b/i.exec(clause) ?? [];
  if (noun === "") return false;
  const thing = /^(?:it|they|these|each|each one|all|everything)$/i.test(noun) ? draft.things[draft.last] : thingCalled(draft, noun);
  const rest = clause.slice(clause.toLowerCase().indexOf(`${noun.toLowerCase()} `) + noun.length + 1);
  if (thing === undefined) return false;
  const start = startIn(rest) ?? (isNew === undefined ? null : /^(?:is|are) (?:always )?(?:set to )?["']?([a-z0-9 -]+?)["']?$/i.exec(rest)?.[1] ?? null);
  return start !== null && ofThing(start, thing);
};

function ofThing(start: string, thing: DraftThing | undefined): boolean {
  const value = start.toLowerCase().trim().replace(/^["']|["']$/g, "").replace(/^(?:an?|the) /, "");
  const found = (thing?.fields ?? []).flatMap((field): { field: OutlineField; first: string | boolean }[] => {
    const choice = field.kind === "choice" ? field.choices?.find((one) => one.toLowerCase() === value) : undefined;
    const isFlag = field.kind === "boolean" && [field.name, `not ${field.name}`, `un${field.name}`].includes(value);
    return choice !== undefined ? [{ field, first: choice }] : isFlag ? [{ field, first: value === field.name }] : [];
  });
  const [one] = found;
  return one !== undefined && found.length === 1 && holdTold(one.field, { default: one.first }) === null;
}
