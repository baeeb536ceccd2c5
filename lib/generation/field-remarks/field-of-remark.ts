import { plainName } from "../outline/name-of.ts";
import { nameInWords } from "../field-words/name-in-words.ts";
import { onLastWord, plural, singular } from "../resource-builder/words.ts";

/** A remark with the name before it and the place where it stands. */
export interface Placed {
  label: string;
  /** The text before it. */
  before: string;
}

interface Thing<Field> {
  singular: string;
  fields: readonly Field[];
}

/** The field that a remark is of: of those that are called so the one of the thing that was named last before it. Null where none is, or several are. */
export function fieldOfRemark<Field, One extends Thing<Field>>({ label, before }: Placed, things: readonly One[], nameOf: (field: Field) => string): { field: Field; thing: One } | null {
  // "how many kids they bring" is the number of kids.
  const asked = nameInWords(label.replace(/^(?:the|an?) /i, ""), {});
  const found = fieldCalled({ label, before }, things, nameOf);
  // "who has it at the moment": the name is all of the item.
  const item = found ? null : nameInWords(`${before.split(/[,;:]\s*|\b(?:with|and)\s/i).at(-1) ?? ""}${label}`.trim(), {});
  return found ?? (item === null ? null : fieldCalled({ label: item, before }, things, nameOf)) ?? (asked === null || plainName(asked) === plainName(label) ? null : fieldCalled({ label: asked, before }, things, nameOf));
}

function fieldCalled<Field, One extends Thing<Field>>({ label, before }: Placed, things: readonly One[], nameOf: (field: Field) => string): { field: Field; thing: One } | null {
  const said = nounOf(label);
  const ways: ((name: string) => boolean)[] = [
    (name) => name === said,
    (name) => withoutUnit(name) === withoutUnit(said),
    (name) => name.endsWith(` ${said}`) || name.startsWith(`${said} `),
    (name) => said.endsWith(` ${name}`) || (said.startsWith(`${name} `) && name.length > 2),
    (name) => withoutSmall(said) === withoutSmall(name) || withoutSmall(said).endsWith(` ${withoutSmall(name)}`),
  ];
  for (const isCalled of ways) {
    const found = things.flatMap((thing) => thing.fields.filter((field) => isCalled(nounOf(nameOf(field)))).map((field) => ({ field, thing, at: lastNamed(thing.singular, before) })));
    const [first, second] = found.toSorted((one, other) => other.at - one.at);
    if (first && (!second || first.at > second.at)) return first;
    if (first) return null;
  }
  return null;
}

const nounOf = (name: string): string => onLastWord(plainName(name).replace(/^(?:the|an?|its|their|his|her|my|our|also|and|optional(?:ly)?) /, ""), singular);
/** "price in euros" is the price. */
const withoutUnit = (name: string): string => name.replace(/ in [a-z0-9 ]+$/, "");
const withoutSmall = (name: string): string => name.split(" ").filter((word) => !/^(?:is|has|was|are|of|the|an?|in|at|for|it|they|to|with|whether|if|been|got)$/.test(word)).join(" ");

/** Where a thing was named last; before all where it wasn't. */
function lastNamed(one: string, before: string): number {
  const text = before.toLowerCase();
  const last = one.split(" ").at(-1) ?? one;
  return Math.max(...[one, onLastWord(one, plural), last, plural(last)].map((name) => text.lastIndexOf(name)));
}
