/** A request in parts that each ask for one thing, word for word. */
export function clausesOfChange(request: string): string[] {
  return request.split(BETWEEN).map((clause) => clause.trim()).filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}

/** So many parts of one request are read: each with all that came before it. */
export const MOST_CLAUSES = 10;

const VERB = "(?:add|remove|drop|delete|rename|make|change|include|introduce|let|allow|set|use|also|then|please)";
const BETWEEN = new RegExp(`[.;!?](?=\\s|$)|\\n|,?\\s+(?:and|then|also|plus)\\s+(?=${VERB}\\b)|,\\s+(?=${VERB}\\b)`, "i");
