import { tellsDeed } from "../field-words/is-clause-name.ts";
import { partsOf } from "../resource-builder/grammar/brackets.ts";
import { bracketChoices } from "./bracket-choices.ts";
import { isClause } from "./is-clause.ts";
import { isListWish } from "./is-list-wish.ts";

/** Puts what is said of a field in words behind its name in brackets: "a price, never negative", "a SKU which must be unique", "stars from 1 to 5". A sentence about a field that was named before is left to the readers of sentences. */
export function bracketClauses(description: string): string {
  const text = bracketChoices(description).replace(/\)[ \t]*\((?=[^()]*\))/g, "; ");
  let before = "";
  for (const sentence of partsOf(text, "[.!?]+(?=\\s|$)|;|\\n")) before += bracketSentence(sentence.text, before) + sentence.end;
  return before;
}

interface Piece { text: string; end: string }

function bracketSentence(sentence: string, before: string): string {
  const pieces: Piece[] = [];
  const parts = partsOf(sentence.replace(BETWEEN, "$1 $2 to "), ",(?!\\d{3}(?!\\d))\\s*(?:and |but |or )?| and (?=[^,])| but ");
  const isList = OPENS.test(sentence.replace(/\([^()]*\)/g, "")) || BULLET.test(sentence);
  if (parts.length === 1 && !isList) return sentence;
  let isWish = isListWish(sentence);
  for (const [place, part] of parts.entries()) {
    const last = pieces.at(-1);
    isWish ||= isListWish(part.text);
    if (isWish) { pieces.push({ ...part }); continue; }
    // A rule in a row of its own belongs to the name before it.
    if (last && !OF_THING.test(part.text) && isClause(cleared(part.text)) && (/\)\s*$/.test(last.text) || isLabel(labelIn(last.text)))) { last.text = withClause(last.text, cleared(part.text)); last.end = part.end; continue; }
    const split = splitClause(part.text);
    // "Email must be unique" speaks of a field that was named before.
    if (split && place === 0 && !isList && isNamed(split.label, before)) return sentence;
    if (split && last && !isList && pieces.length === 1 && isNamed(split.label, before)) return sentence;
    // "title, body, title max 100 chars": said of what the list names already.
    if (split && pieces.some(({ text: named }) => labelIn(named).toLowerCase() === split.label.toLowerCase())) return sentence;
    pieces.push(split ? { text: withClause(split.head, split.clause), end: part.end } : { ...part });
  }
  return pieces.map(({ text, end }) => text + end).join("");
}

/** "a due date and is late or not": said of the thing that has it, not of its date. */
const OF_THING = /^\s*(?:and )?(?:is|are) (?:either )?(?:[a-z-]+, )*[a-z-]+,? or (?:is |are )?[a-z-]+\s*$/i;
const BETWEEN = /\b(between|from) (-?[\d.]+|zero|one) and (?=-?\d|five\b|ten\b|twenty\b)/gi;
const OPENS = /:|\b(?:with|(?:has|have|needs?)(?! to\b)|having|contains?|includes?|consists? of|fields?|store|keep|track|record|log|save)\b/i;
const BULLET = /^\s*(?:[-*\u2022]|\d{1,2}[.)])\s/;

const cleared = (text: string): string => text.trim().replace(/^(?:and|but) /i, "").replace(/^(?:which|who|that|it|they|this|also) (?=(?:must|should|has|have|is|are|can|may|need|start|begin|default|never|nobody|no)\b)/i, "").replace(/^(?:of|with|being) (?=(?:at|max|min|up|no|not|between|exactly)\b)/i, "").trim();
const withClause = (head: string, clause: string): string => (/\)\s*$/.test(head) ? head.replace(/\)\s*$/, `; ${clause})`) : `${head.trimEnd()} (${clause})`);
const isNamed = (label: string, before: string): boolean => before.toLowerCase().includes(label.toLowerCase());

/** Where what is said of a field may begin. */
const JOINT = /,? (?=(?:(?:which|that|it|they) )?(?:must|should|has to|have to|needs? to|can't|cannot|can|may|might|is|are|being|never|not|non-|of (?=at|max|min|up|exactly)|with (?=at|max|min|up|a)|between|from|out of (?=-?\d)|at least|at most|max|min|maximum|minimum|up to|no (?:more|less|longer|fewer)|over|under|above|below|more than|less than|greater than|positive|nobody|no ?one|no other|no two|start(?:s|ing)?|begin(?:s|ning)?|default(?:s|ing)?|exactly|optional|unique|required|mandatory|limited|-?\d|in (?=the (?:past|future)))\b)/gi;

/** A name and what is said of it: "isbn" and "10 to 13 characters". */
export function splitClause(part: string): { head: string; label: string; clause: string } | null {
  if (/[()[\]{}]/.test(part)) return null;
  for (const { index } of part.matchAll(JOINT)) {
    const head = part.slice(0, index);
    const clause = cleared(part.slice(index).replace(/^,? /, ""));
    const label = labelIn(head);
    // "whether the lid is missing" asks, and lets nothing be left out.
    if (/\b(?:whether|if) /i.test(head)) continue;
    if (isLabel(label) && isClause(clause)) return { head, label, clause };
  }
  return null;
}

const labelIn = (head: string): string => head.split(/:\s|\b(?:and|with|plus|has|have|having|an?|the|its|their)\s/i).at(-1)?.replace(/^[\s\-*\u2022]+|\s+$/g, "") ?? "";

/** A few words that can be the name of a field. */
const isLabel = (label: string): boolean => /^[\p{L}][\p{L}\p{N} '/-]{0,40}$/u.test(label) && label.split(" ").length <= 5 && !NO_LABEL.test(label.replace(COUNT_OF, "")) && !ENDS_OPEN.test(label) && !tellsDeed(label.toLowerCase());
/** "number of members" is how many, whoever they are; "how I felt" is what somebody felt. */
const COUNT_OF = /^(?:number|amount|count) of (?:people|users?|members)$|^how (?:i|we|you|they|it) (?=[a-z]+$)/i;
const NO_LABEL = /\b(?:never|always|not|nothing|everything|anything|something|can|can't|cannot|must|may|should|could|will|would|who|which|that|when|if|where|i|we|you|they|it|people|users?|members|anyone|everyone|each|every|only|all|no|nobody|show|list|find|search|filter|sort|borrow|book|allow|let|there|is|are|was|were|have|has|want|need|by|goes?|sold)\b|est first$/i;
const ENDS_OPEN = /\b(?:of|to|for|with|in|on|at|by|last|lasts|takes?|from|than|or|open|opens|costs?|goes|go)$/i;
