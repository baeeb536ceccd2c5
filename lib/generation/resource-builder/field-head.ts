import { stripLead } from "./strip-lead.ts";
import { isPlural, plural } from "./words.ts";

/** The noun before an "of" where it is no thing: in the singular, as in "number of frames", or "names of players". Null where there is none. */
export function fieldHead(phrase: string): string | null {
  const head = /^([a-z' -]+?) (?:of|for|in|on|at|from) [a-z]/.exec(stripLead(phrase.trim()))?.[1];
  const last = head?.split(" ").at(-1);
  return head === undefined || last === undefined || (!FACTS.test(last) && (isPlural(last) || plural(last) === last)) ? null : head;
}

const FACTS = /^(?:names|numbers|counts|amounts|dates|prices|ages|totals|sizes|weights|colou?rs)$/;
