const SENTENCE = /[^.!?\n]+/g;
/** What opens a list of fields. */
const OPENS = /\b(?:ha(?:s|ve)|with|contains?|includes?|fields?)\b|:/i;
/** One field, with what is said of it in brackets or after a colon. */
const FIELD = /^(?:and )?(?:(?:an?|the|its|their|optionally) )?(?!(?:the|they|it|he|she|we|you|i|each|every|all|no|any|new|only|show|list|deleting) )[a-z][a-z0-9'/ -]{1,40}(?:\([^()]*\))?(?:: ?[^:]* or [^:]+)?$/i;
const CLAUSE = /\b(?:is|are|was|has|have|can|can't|cannot|must|may|should|will|needs?|wants?|filter|search|sort|only|per|totals?|average|sum|count|how|newest|oldest|latest|by)\b/i;
/** "type: blood, serum or urine", behind what opened the list. */
const VALUES = /([a-z][a-z0-9' -]*): ?([^:()]* or [^:()]+)$/i;

/**
 * "A sample has a code, type: blood, serum or urine; volume in ml; date taken": one list, parted by what lets its items have commas of their own.
 * Sentences that semicolons join stay as they are.
 */
export const readSemicolonLists = (text: string): string => text.replace(SENTENCE, (sentence) => (sentence.includes(";") ? asCommas(sentence) : sentence));

function asCommas(sentence: string): string {
  const [first = "", ...others] = sentence.split(/;\s*/);
  const items = others.map((item) => item.trim());
  const opened = OPENS.exec(first);
  if (!opened || items.length === 0 || !items.every((item) => FIELD.test(item) && !CLAUSE.test(item.replace(/\([^()]*\)|:.*/g, "")))) return sentence;
  const at = opened.index + opened[0].length;
  const rest = first.slice(at).replace(VALUES, "$1 ($2)");
  // "url: string, required; owner": remarks, which end at the semicolon.
  if (rest.includes(":")) return sentence;
  return [first.slice(0, at) + rest, ...items.map((item) => item.replace(/^and (?=\S)/i, "").replace(VALUES, "$1 ($2)"))].join(", ");
}
