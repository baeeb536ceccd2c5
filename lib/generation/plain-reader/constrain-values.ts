import { type Way, fieldSpokenOf } from "./constraint-way.ts";
import { namesOf } from "./draft.ts";
import { valuesOf } from "./values-of.ts";

/** "Order status: new, baking, ready", "The possible colours are red and blue". */
export const values: Way = (clause, draft) => {
  const [, name = "", list = ""] = /^(?:the )?(?:possible |allowed |valid )?(?:values (?:for|of) (?:the )?)?([a-z -]+?)(?: values)?(?: ?: ?| (?:is|are|can be|must be|may be|should be) (?:(?:one of|either|from|any of):? )?)(.+)$/i.exec(clause) ?? [];
  const choices = list === "" ? null : valuesOf(list);
  const found = choices && fieldSpokenOf(name, draft);
  if (found && choices && /^(?:text|choice)$/.test(found.field.kind)) {
    Object.assign(found.field, { kind: "choice", choices });
    delete found.field.isGuess;
    return true;
  }
  const of = /^(?:([a-z]+) )?(status|state|stage|priority|severity|difficulty|condition|size|category|type|level)$/i.exec(name);
  const thing = of && (draft.things.find((one) => of[1] !== undefined && namesOf(one).includes(of[1].toLowerCase())) ?? (of[1] === undefined ? draft.things[draft.last] : undefined));
  if (!choices || !of || !thing || thing.fields.length === 0 || thing.fields.some((field) => field.name === of[2]?.toLowerCase())) return false;
  thing.fields.push({ name: (of[2] ?? "").toLowerCase(), kind: "choice", choices, isRequired: true, isUnique: false });
  return true;
};

/** "New items are unclaimed", "published is false by default", "default is 1". */
export const starts: Way = (clause, draft) => {
  const [, name = "", said = ""] = /^(?:the )?([a-z ]+?) (?:is|are|starts? (?:as|with|at)|begins? (?:as|with|at)|defaults? to|start|default:?) (?:set to |always )?([a-z0-9. -]+?)(?: by default| at first| at the start| in the beginning| initially| when (?:it is |they are )?(?:new|not given|added|created|left out)| unless (?:said|told|stated|set) otherwise)?$/i.exec(clause) ?? [];
  const isStart = /\b(?:by default|at first|initially|defaults? to|starts? (?:as|with|at)|begins? (?:as|with|at)|when (?:it is |they are )?(?:new|not given|added|created|left out)|unless (?:said|told|stated|set) otherwise)\b/i.test(clause) || /^(?:an? |every |each )?new /i.test(clause);
  if (!isStart || said === "") return false;
  const noun = name.replace(/^(?:an? |every |each |all )?(?:new )?/i, "");
  const thing = draft.things.find((one) => namesOf(one).includes(noun.toLowerCase()));
  const field = thing ? undefined : fieldSpokenOf(noun, draft)?.field;
  const value = said.toLowerCase().trim().replace(/^zero$/, "0").replace(/^one$/, "1");
  if (field) {
    const start = field.kind === "boolean" ? (/^(?:true|yes|on)$/.test(value) ? true : /^(?:false|no|off)$/.test(value) ? false : undefined) : field.kind === "choice" ? field.choices?.find((one) => one.toLowerCase() === value) : /^(?:integer|number|money)$/.test(field.kind) && Number.isFinite(Number(value)) ? Number(value) : undefined;
    if (start === undefined) return false;
    Object.assign(field, { default: start, isRequired: false });
    return true;
  }
  for (const one of thing?.fields ?? []) {
    const choice = one.kind === "choice" ? one.choices?.find((other) => other.toLowerCase() === value) : undefined;
    const isFlag = one.kind === "boolean" && [one.name, `not ${one.name}`, `un${one.name}`].includes(value);
    if (choice === undefined && !isFlag) continue;
    Object.assign(one, { default: choice ?? value === one.name, isRequired: false });
    return true;
  }
  return false;
};
