import { copyOf } from "../copy-of.ts";
import type { OutlineField } from "../outline/schema.ts";
import { type Draft, say, thingCalled } from "./draft.ts";

const NOT = "(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|can never|never|must never|may never)";
const SELF = new RegExp(`^(?:and |but )?(?:an? |the |no |one )?(?<noun>[a-z]+(?: [a-z]+)?) (?:${NOT}|can|may) [a-z]+ (?:against|with|to|from|for) (?:itself|themselves|themself|himself|herself|himself or herself)$`);
const BOTH = new RegExp(`^(?:and |but )?(?:the )?(?<one>[a-z]+(?: [a-z]+)?) and (?:the )?(?<other>[a-z]+(?: [a-z]+)?) (?:${NOT} be (?:the same|equal|identical)(?: [a-z]+)?|(?:must|should|have to|has to)(?: always)? (?:be different|differ)(?: [a-z]+| from each other)?)$`);

/** "A team can't play against itself", "home and away must be different": two references that never point to one and the same. */
export function readDiffer(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase();
  const draft = copyOf(before);
  const { noun } = SELF.exec(text)?.groups ?? {};
  const of = noun === undefined || !/n't|not|never|no /.test(text) ? undefined : thingCalled(draft, noun)?.singular;
  const { one = "", other = "" } = BOTH.exec(text)?.groups ?? {};
  const isSaid = ({ name }: OutlineField, said: string): boolean => name === said || name.startsWith(`${said} `);
  if (of === undefined && one === "") return null;
  const found = draft.things.flatMap((thing) => {
    const [first, second, ...more] = thing.fields.filter((field) => field.kind === "reference" && field.of !== thing.singular && (of === undefined ? isSaid(field, one) || isSaid(field, other) : field.of === of));
    return first && second && more.length === 0 && first.of === second.of ? [{ thing, first, second }] : [];
  });
  const [only] = found;
  if (!only || found.length > 1 || only.thing.rules.some(({ rule }) => rule === "differ")) return null;
  only.thing.rules.push({ rule: "differ", field: only.second.name, other: only.first.name });
  say(draft, `"${sentence}": it is answered with 422`);
  return draft;
}
