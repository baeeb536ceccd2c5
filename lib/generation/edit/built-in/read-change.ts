import { NotUnderstood } from "../../resource-builder/not-understood.ts";
import { readField } from "../../resource-builder/read-field.ts";
import type { Field } from "../../resource-builder/resource-plan.ts";
import { markOptions, splitItems } from "../../resource-builder/split-items.ts";
import { normaliseText } from "../../resource-builder/normalise-text.ts";
import { isPlural } from "../../resource-builder/words.ts";

/** A change of the things that an API keeps. `of` is the thing as it was called; null: the only one, or the one that has the field. */
export type PlanChange =
  | { kind: "add"; of: string | null; fields: Field[]; areRequired: boolean }
  | { kind: "remove"; of: string | null; name: string }
  | { kind: "rename"; of: string | null; name: string; to: string }
  | { kind: "unique"; of: string | null; name: string; isUnique: boolean }
  | { kind: "required"; of: string | null; name: string; isRequired: boolean };

const OF = "(?: (?:of|from|to|for|in|on) (?:the |each |every |an? |all )?(?<of>[a-z][a-z ]*))?";
const FIELD = "(?:field|column|property|attribute)s?";
const NAME = "(?<name>[a-z][a-z0-9 _-]*?)";
const WAYS: [RegExp, (groups: Record<string, string | undefined>) => PlanChange | null][] = [
  [/^no two (?<of>[a-z][a-z ]*?) (?:can|may|must|should)? ?(?:have|share) the same (?<name>[a-z][a-z ]*)$/, ({ name, of }) => unique(name, of, undefined)],
  [new RegExp(`^(?:add|include|introduce) (?:an? |the |one |two |three |some |an(?=other))?(?:more |new |additional |other )?(?<how>optional |required |mandatory )?${FIELD}:? (?:called |named |for (?:the |an? )?)?(?<list>.+?)${OF}$`), ({ list, of, how }) => added(list, of, how)],
  [new RegExp(`^(?:add|include|introduce) (?:an? |the )?(?:new )?(?<how>optional |required |mandatory )?(?<list>[a-z][a-z0-9 _-]*?) ${FIELD}(?<kind> \\([^()]+\\))?${OF}$`), ({ list = "", kind = "", of, how }) => added(`${list}${kind}`, of, how)],
  [/^(?:add|include) (?<list>.+) to (?:the |each |every |an? |all )?(?<of>[a-z][a-z ]*)$/, ({ list, of }) => added(list, of, undefined)],
  [/^(?:the |each |every |an? |all )?(?<of>[a-z][a-z ]*?) (?:should |must |need to |can |may )?(?:also )?(?:have|has|need|needs|get|gets|keep|keeps|store|stores) (?:also )?(?<list>.+)$/, ({ list, of }) => added(list, of, undefined)],
  [new RegExp(`^make (?:the |each )?${NAME}(?: ${FIELD})?${OF} (?<not>not )?unique$`), ({ name, of, not }) => unique(name, of, not)],
  [new RegExp(`^(?:the |each )?${NAME}(?: ${FIELD})?${OF} (?:must|should|has to|have to|needs to) (?<not>not )?be unique$`), ({ name, of, not }) => unique(name, of, not)],
  [new RegExp(`^make (?:the )?${NAME}(?: ${FIELD})?${OF} (?<how>optional|required|mandatory)$`), ({ name, of, how }) => (name === undefined ? null : { kind: "required", of: of ?? null, name, isRequired: how !== "optional" })],
  [new RegExp(`^(?:rename|call) (?:the )?(?:${FIELD} )?${NAME}(?: ${FIELD})?${OF} (?:to|into|as) (?<to>[a-z][a-z0-9 _-]*)$`), ({ name, of, to }) => (name === undefined || to === undefined ? null : { kind: "rename", of: of ?? null, name, to })],
  [/^add (?<article>an? |the )?(?<list>(?!.*\b(?:with|search|sort|sorting|filter|filters|total|average|count|sum|list|rule|limit|lists|route|endpoint|per|by)\b).+)$/, ({ article, list }) => alone(article, list)],
  [new RegExp(`^(?:remove|drop|delete|get rid of|leave out) (?:the )?(?:${FIELD} )?${NAME}(?: ${FIELD})?${OF}$`), ({ name, of }) => (name === undefined ? null : { kind: "remove", of: of ?? null, name })],
];

const MOST_LENGTH = 300;

/** One clause of a request as a change of a plan; null when it says something else. Throws NotUnderstood for a field that can't be one. */
export function readChange(clause: string): PlanChange | null {
  const text = normaliseText(clause).replace(/^(?:(?:and|also|then|please|now|i want to|i'd like to|we need to|can you|could you) )+/, "").replace(/[.!;,\s]+$/, "").replace(/ (?:please|too|as well)$/, "");
  // What is this long says more than one change of a field.
  if (text.length > MOST_LENGTH) return null;
  if (/^(?:rename|call) (?:the |this )?api\b/.test(text)) throw new NotUnderstood("An API keeps its name when its versions change.");
  for (const [pattern, read] of WAYS) {
    const groups = pattern.exec(text)?.groups;
    const change = groups ? read(groups) : null;
    if (change) return change;
  }
  return null;
}

/** "add a priority" is a field; "add notes" may be a thing of its own. */
function alone(article: string | undefined, list = ""): PlanChange | null {
  if (article === undefined && !/[(,]| and /.test(list) && isPlural(list.split(" ").at(-1) ?? "")) {
    throw new NotUnderstood(`It isn't clear whether ${list} are a field or a thing of its own. Say "add a field ${list}", or what each has: "add ${list} with name and date".`);
  }
  try {
    return added(list, undefined, undefined);
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

function added(list: string | undefined, of: string | undefined, how: string | undefined): PlanChange | null {
  const fields = splitItems(markOptions(list ?? "")).flatMap((item) => { const read = readField(item); return read ? [read.field] : []; });
  if (fields.length === 0) return null;
  for (const field of fields) delete field.saidPlural;
  return { kind: "add", of: of ?? null, fields, areRequired: how !== undefined && how.trim() !== "optional" };
}

const unique = (name: string | undefined, of: string | undefined, not: string | undefined): PlanChange | null => (name === undefined ? null : { kind: "unique", of: of ?? null, name, isUnique: not === undefined });
