/** A part of a description that can stand or fall by itself: a sentence, or a wish within one with all that it lists. */
export interface Clause {
  /** What stands between the clause before and this one. */
  before: string;
  text: string;
}

/** Parts a description where a sentence ends or a new wish begins; what is only listed stays with what lists it. */
export function clausesOf(description: string): Clause[] {
  const clauses: Clause[] = [];
  for (const piece of piecesOf(description)) {
    const last = clauses.at(-1);
    if (last && !isSentenceEnd(piece.before) && !beginsWish(piece.text)) last.text += piece.before + piece.text;
    else clauses.push({ ...piece });
  }
  return clauses;
}

/** The finest parts: also each item of a list. */
export function piecesOf(description: string): Clause[] {
  const pieces: Clause[] = [];
  let at = 0;
  let before = "";
  for (const { index, 0: found } of description.matchAll(BOUNDARY)) {
    if (isInside(description.slice(0, index))) continue;
    pieces.push({ before, text: description.slice(at, index) });
    before = found;
    at = index + found.length;
  }
  pieces.push({ before, text: description.slice(at) });
  return pieces.filter(({ text }) => text.trim() !== "");
}

/** The description without some of its clauses: what opened a sentence still opens it, and nothing dangles. */
export function joinClauses(clauses: readonly Clause[], isKept: (clause: Clause) => boolean): string {
  let text = "";
  let opened = "";
  for (const clause of clauses) {
    if (isSentenceEnd(clause.before)) opened = clause.before;
    else if (opened === "" || text === "") opened ||= clause.before;
    if (!isKept(clause)) continue;
    text += text === "" ? clause.text : (isSentenceEnd(opened) ? opened : clause.before) + clause.text;
    opened = "";
  }
  return text.replace(/^[\s,.;!]+/, "").replace(/(?:[\s,;]|\b(?:and|but|with|then|plus)\b)+$/i, "").trim();
}

export const isSentenceEnd = (separator: string): boolean => /[.;!?\n]/.test(separator);
const isInside = (before: string): boolean => (before.match(/[({[]/g) ?? []).length > (before.match(/[)}\]]/g) ?? []).length;

const WORD_BOUNDARY = "\\s+(?:and(?: also| then)?|but(?: also)?|plus|then|also|where|so that|so)\\s+";
const BOUNDARY = new RegExp(`[.!?](?=\\s|$)\\s*|[;\\n]\\s*|,\\s*(?:(?:and|but|plus|then|also|where|so that|so)\\s+)*|${WORD_BOUNDARY}`, "gi");

const POLITE = "(?:(?:and|also|then|please|finally|optionally|maybe|perhaps|ideally|additionally|later|in addition) )*";
const WHO = "(?:users?|people|anyone|everyone|everybody|someone|nobody|members|customers|visitors|guests|players|students|teachers?|admins?|managers?|staff|owners?|i|we|they|you|it|one|each [a-z]+|every [a-z]+|the [a-z]+|an? [a-z]+|[a-z]+s)";
const MODAL = "(?:can(?:not|'t)?|could|should(?:n't)?|may|must(?:n't)?|might|will|want(?:s)? to|need(?:s)? to|would like to|have to|has to|never|only)";
const ASK = "(?:i|we)(?:'d| would)? (?:want|need|like|wish)|let (?:me|us|them)|be able to|(?:the |an? |one )?(?:ability|option|possibility|way|button|endpoint) (?:to|for|that)";
/** What asks for something to come out. */
const OUTPUT = "show|list|see|get|give|display|return|tell|calculate|compute|sort|filter|search|find|highlight|suggest|recommend|warn|summari[sz]e|print|notify|compare";
/** The same, where the word could be a field's name unless more follows. */
const UNSURE = "(?:flag|rank|report|count|order|group|check|view|sum|total|totals|average|averages) (?:the|all|my|by|per|which|what|who|how|if|whether|of|for|each|every)";
const FIGURE = "(?:the |an? )?(?:(?:monthly|weekly|daily|yearly|overall) )?(?:averages?|avg|mean|totals?|sums?|counts?|number|max(?:imum)?|min(?:imum)?|highest|lowest|most|best|latest|last|top \\d+|percentage|share|statistics|stats|summary) [^,]*\\b(?:per|by|for each|each|every|of all|overall)\\b";
const ORDER = "(?:the )?(?:newest|latest|oldest|most [a-z]+|highest [a-z]+|lowest [a-z]+|best|biggest|recent) first|sorted by";
const WISH = new RegExp(`^${POLITE}(?:${WHO} ${MODAL} |(?:${ASK})\\b|(?:${OUTPUT}) [a-z"]|${UNSURE}\\b|flag [a-z]+ [a-z]+|${FIGURE}|(?:${ORDER})\\b|when [a-z]+ [a-z]+ [a-z]|if [a-z])`, "i");

const beginsWish = (text: string): boolean => WISH.test(text);
