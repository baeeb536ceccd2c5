import { clausesOf, isSentenceEnd, joinClauses, piecesOf, type Clause } from "./clauses.ts";
import { CHOICE_NAMES } from "./resource-builder/grammar/lexicon.ts";

/** Each costs a build. */
const MAX_TRIES = 32;

/** The parts of a description that build together, taken one after the other, and those that don't: whole sentences and wishes, and the items of a list of fields. Null when none builds. */
export function keepMost(description: string, fits: (description: string) => boolean): { description: string; removed: Clause[] } | null {
  const clauses = together(clausesOf(description));
  const parts: Clause[] = [];
  let kept = new Set<Clause>();
  let tries = 0;
  const keeps = (all: readonly Clause[], part: Clause): boolean => {
    if (tries >= MAX_TRIES) return false;
    tries += 1;
    const more = new Set([...kept, part]);
    if (!fits(joinClauses(all, (other) => more.has(other)))) return false;
    kept = more;
    return true;
  };
  for (const clause of clauses) {
    const before = parts.at(-1);
    const isAlone = before === undefined || kept.has(before) || !REFERS.test(clause.text);
    parts.push(clause);
    if (!isAlone || keeps(parts, clause) || !listsFields(clause.text)) continue;
    parts.pop();
    for (const item of itemsOf(clause)) {
      parts.push(item);
      if (!isRestOfValues(parts, parts.length - 1, kept)) keeps(parts, item);
    }
  }
  // What is said first may need what is said later.
  for (const clause of clauses) if (parts.includes(clause) && !kept.has(clause) && !REFERS.test(clause.text)) keeps(parts, clause);
  if (kept.size === 0) return null;
  return { description: joinClauses(parts, (part) => kept.has(part)), removed: parts.filter((part) => !kept.has(part)) };
}

/** Whether what stands in it is a list of fields, so that an item of it can be missing. */
export const listsFields = (text: string): boolean => LIST.test(text) && !RULE.test(text);

/** "check out a tool and return it" is one. */
function together(clauses: readonly Clause[]): Clause[] {
  const joined: Clause[] = [];
  for (const clause of clauses) {
    const last = joined.at(-1);
    if (last && !isSentenceEnd(clause.before) && /\b(?:it|them)\b/i.test(clause.text)) last.text += clause.before + clause.text;
    else joined.push({ ...clause });
  }
  return joined;
}

const itemsOf = (clause: Clause): Clause[] => piecesOf(clause.text).map((piece, index) => (index === 0 ? { ...piece, before: clause.before } : piece));

/** "status new, paid or shipped": where the first is lost, the others are no fields. */
function isRestOfValues(parts: readonly Clause[], index: number, kept: ReadonlySet<Clause>): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const part = parts[at];
    if (!part || kept.has(part)) return false;
    if (VALUES.test(part.text)) return true;
    if (/[.;!?\n]/.test(parts[at + 1]?.before ?? "")) return false;
  }
  return false;
}

const LIST = /(?:\b(?:with|has|have|having|contains?|includes?|including)\b|:)[^.;]*(?:,| and )/i;
const RULE = /\b(?:can't|cannot|can|may|must|mustn't|never|only|nobody|once|unless|until|when|if)\b/i;
const VALUES = new RegExp(`\\b(?:${CHOICE_NAMES}|one of|either|from|between)\\b(?! ?$| of\\b)`, "i");
const REFERS = /^(?:(?:and|also|then) )*(?:they|it|this|these|those|that|which|each(?! [a-z]+ has\b)|every one|both|such)\b|\b(?:it|them)\b/i;
