import { CHOICE_NOUN } from "../field-words/bare-choices.ts";
import type { GeneratedApi } from "../parse.ts";
import { TEXT_NOUNS } from "../resource-builder/field-nouns.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import { singular as nounSingular } from "../resource-builder/words.ts";

const NAMED = new RegExp(`^((?:[a-z]+ )?${CHOICE_NOUN}) ([a-z]+)$`);
/** What goes on with a name: "status code", "size wanted". */
const PART = /^(?:date|day|year|name|number|code|id|text|notes?|time|title|description|reason|label|change|history|report|group|brand|model|unit|chart|points?|wanted|needed|required|requested|preferred|reached|received|given|by|at|on)$/;

/** "status pending paid shipped" */
const STATES = /^(?:status|state|stage|priority) (?!(?:of|in|on|at|as|when|after|before|and|or) )[a-z]+ (?!(?:date|day|at|on|by|code|text|notes?|reason)$)[a-z]+(?: [a-z]+)*$/i;

/** Throws where a field that would go live is a choice and its first value, with the next values as fields of their own: "kind oil, acrylic, watercolour". */
export function auditBareChoices(description: string, api: GeneratedApi): GeneratedApi {
  for (const { fields, singular } of planOf(api)?.resources ?? []) {
    for (const [index, { label, kind: own, options = [] }] of fields.entries()) {
      if (own !== "boolean" && own !== "choice" && / or /.test(label)) throw new NotUnderstood(`It isn't clear what "${label}" of ${singular} holds. Put values in brackets: "name (one, two)"; or name each field.`, label);
      if (own !== "choice" && STATES.test(label)) throw new NotUnderstood(`It isn't clear what "${label}" of ${singular} holds. Put the values in brackets: "${label.replace(/ .*/, "")} (one, two)".`, label);
      refuseRun(description, label, options);
      refuseEither(label, fields[index - 1]?.label ?? "", singular);
      const [, name = "", value = ""] = NAMED.exec(label.toLowerCase()) ?? [];
      const next = fields[index + 1]?.label ?? "";
      if (name === "" || PART.test(value) || !/^[a-z]+$/i.test(next)) continue;
      const { kind, isSure } = inferKind(next.toLowerCase());
      if (isSure && kind !== "boolean" && kind !== "text") continue;
      throw new NotUnderstood(`It isn't clear whether "${value}" and "${next}" are values of the ${name} of ${singular}, or where its values end. Put the values in brackets: "${name} (${value}, ${next})".`, value);
    }
  }
  return api;
}

/** "severity small medium or dangerous": nothing parts the first two. */
function refuseRun(description: string, label: string, options: readonly string[]): void {
  const [run = "", last = ""] = options;
  const isRun = options.length === 2 && /^[a-z]+ [a-z]+$/i.test(run) && /^[a-z]+$/i.test(last) && !run.split(" ").some((word) => SMALL.test(word));
  if (!isRun || !new RegExp(`\\b${run} or ${last}\\b`, "i").test(description)) return;
  throw new NotUnderstood(`It isn't clear whether "${run}" is one value of "${label}", or two. Put the values in brackets: "${label} (${run.replace(" ", ", ")}, ${last})".`, run);
}
/** "in progress or done", "checked out or returned", "not paid or paid" */
const SMALL = /^(?:in|on|at|to|out|off|up|down|by|of|for|with|under|over|not|no|very|fully|partly)$/i;

/** "phone, fax or email" are fields, and of "transport car, train or bus" the first value stands with the name: "train or bus" is a choice of its own only where nothing speaks against it. */
function refuseEither(label: string, before: string, singular: string): void {
  const sides = /^([a-z]+) or (?!not$)([a-z]+)$/.exec(label.toLowerCase())?.slice(1);
  if (!sides) return;
  const [name = "", value = "", ...more] = before.toLowerCase().split(" ");
  const isList = value !== "" && more.length === 0 && !namesField(value) && !PART.test(value);
  if (isList) throw new NotUnderstood(`It isn't clear whether ${quoted([value, ...sides])} are the values of the ${name} of ${singular}. Put the values in brackets: "${name} (${[value, ...sides].join(", ")})".`, label);
  if (sides.some(namesField)) throw new NotUnderstood(`It isn't clear whether ${quoted(sides)} are fields of ${singular}, or the values of one. Name each field: "${sides.join(", ")}"; or put the values in brackets: "kind (${sides.join(", ")})".`, label);
}

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(", ");

/** What is a field's name by itself. */
const namesField = (word: string): boolean => {
  const { kind, isSure } = inferKind(word);
  return TEXT_NOUNS.has(word) || TEXT_NOUNS.has(nounSingular(word)) || (isSure && kind !== "boolean" && kind !== "text");
};
