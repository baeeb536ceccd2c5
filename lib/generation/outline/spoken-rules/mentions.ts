import { onLastWord, plural, singular } from "../../resource-builder/words.ts";
import { plainName } from "../name-of.ts";
import { pluralOf } from "../outline-issues.ts";
import type { OutlineField, OutlineThing } from "../schema.ts";

export interface Mentions {
  fields: OutlineField[];
  /** The thing itself is named. */
  isNamed: boolean;
  /** The words that name nothing of it. */
  rest: string[];
}

type Named = OutlineField | "thing";

/** What a clause names of a thing: its fields, by their names, what they point to, or the one word of them that no other has, and the thing itself. */
export function mentionsIn(clause: string, thing: OutlineThing): Mentions {
  const names = namesOf(thing);
  const words = plainName(clause).split(" ").filter(Boolean);
  const found: Mentions = { fields: [], isNamed: false, rest: [] };
  for (let at = 0; at < words.length; ) {
    const size = [3, 2, 1].find((count) => at + count <= words.length && names.has(words.slice(at, at + count).join(" "))) ?? 0;
    const named = size === 0 ? undefined : names.get(words.slice(at, at + size).join(" "));
    if (named === undefined) found.rest.push(words[at] ?? "");
    else if (named === "thing") found.isNamed = true;
    else if (!found.fields.includes(named)) found.fields.push(named);
    at += Math.max(size, 1);
  }
  return found;
}

function namesOf(thing: OutlineThing): Map<string, Named> {
  const names = new Map<string, Named>();
  const add = (name: string, named: Named): void => { for (const one of new Set([name, onLastWord(name, singular), onLastWord(onLastWord(name, singular), plural)])) if (!names.has(one)) names.set(one, named); };
  for (const field of thing.fields) add(plainName(field.name), field);
  for (const field of thing.fields) if (field.of !== undefined && thing.fields.filter(({ of }) => of === field.of).length === 1) { add(plainName(field.of), field); add(plainName(field.of).split(" ").at(-1) ?? "", field); }
  const [day, ...days] = thing.fields.filter(({ kind }) => kind === "date");
  // Of the one date that it has people say day.
  if (day && days.length === 0) for (const word of ["day", "date"]) add(word, day);
  for (const name of [plainName(thing.singular), pluralOf(thing), plainName(thing.singular).split(" ").at(-1) ?? ""]) add(name, "thing");
  for (const field of thing.fields) for (const word of plainName(field.name).split(" ")) if (field.isGuess !== true && word.length > 3 && !LOOSE.test(word) && thing.fields.filter(({ name }) => plainName(name).split(" ").includes(word)).length === 1) add(word, field);
  return names;
}

/** Words that say nothing of which field is meant. */
const LOOSE = /^(?:number|name|with|from|date|until|maximum|first|last|free|start|code)$/;
