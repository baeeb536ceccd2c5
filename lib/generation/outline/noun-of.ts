import { knownFields, resolveNoun } from "../resource-builder/known-resources.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { readNoun } from "../resource-builder/read-noun.ts";
import { stripLead } from "../resource-builder/strip-lead.ts";
import { isPlural, onLastWord, singular } from "../resource-builder/words.ts";
import { isDeedVerb } from "../field-words/deeds.ts";
import { isManyNoun } from "../field-words/is-many-noun.ts";
import { isClauseName } from "../field-words/is-clause-name.ts";
import { plainName } from "./name-of.ts";

/** The thing that a head names, in the singular; null where it is a sentence. */
export function nounOf(head: string): string | null {
  const text = head.replace(/^.* (?:where|in which|so that|to (?:manage|track|keep|store|record|log)) /, "").replace(/^(?:each|every|an?|one|the|all|for each|for every|of each|when an?) /, "").replace(/,? (?:should|must|can|will|could|needs? to|also|all|they|it|each|which|that|who)$/, "").replace(/[({].*$/, "").trim();
  const kept = text.replace(KEEPS, "");
  if (SENTENCE.test(kept) || /^(?:deleting|removing|changing|editing) /.test(kept)) return null;
  try {
    return fit(readNoun(kept)) ?? nounAtEnd(kept);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return nounAtEnd(kept);
  }
}

/** The last words of a phrase, where they are a noun in the plural or one that everybody knows. */
export function nounAtEnd(phrase: string): string | null {
  if (/\bwait(?:ing )?list$/.test(phrase)) return "waiting list entry";
  const words = plainName(stripLead(phrase)).split(" ").filter(Boolean);
  const last = words.at(-1) ?? "";
  if (words.length > 6 || STOP.test(last) || last.length < 3) return null;
  const before = words.at(-2) ?? "";
  // "owners propose motions": what they propose.
  const isVerb = VERBISH.test(before) || isDeedVerb(before) || isManyNoun(words.at(-3) ?? "");
  const noun = onLastWord(words.length > 1 && !STOP.test(before) && !isVerb && !isPlural(before) ? `${before} ${last}` : last, singular);
  return words.length === 1 || isPlural(last) || knownFields(resolveNoun(noun)) !== undefined ? fit(resolveNoun(noun)) : null;
}

/** "users can save recipes": what they save. */
const KEEPS = /^(?:(?:the |our |my )?(?:i|we|they|you|it|one|users?|people|members?|everyone|customers?|students?|staff|guests?|visitors?|[a-z]+s) )?(?:(?:can|could|should|must|may|want to|wants to|need to|needs to|would like to|'d like to|have to|be able to) )*(?:saves?|creates?|adds?|keeps?(?: track of)?|stores?|posts?|manages?|tracks?|records?|logs?|writes?(?: down)?|submits?|enters?|lists?|registers?|collects?|organi[sz]es?|uploads?) (?:(?:a|an|the|my|our|their|new|all|all the|all my|all our) )?(?=[a-z])/;
/** What says something is no name. */
const SENTENCE = /\b(?:is|are|was|were|be|been|unless|until|if|when|because|can(?:'t|not)?|could|must|should|may|might|never|it|they|i|we|you|doesn't|don't|won't|has to|go|goes|gets?)\b/;
const STOP = /^(?:a|an|the|of|for|to|in|on|at|by|with|and|or|is|are|be|it|they|them|my|our|their|his|her|its|your|this|that|these|those|each|every|all|any|some|who|what|when|where|how|which|i|we|you|me|us|can|must|should|will|may|not|no|only|if|then|so|just|also|api|app|something|anything|everything|thing|things|stuff|cool|please|simple|small|new|own|needs|wants|list|lists|yes|whether|did|does|do|has|have|was|were|hand|hands|got|default|both|either|else|rest|many|several|multiple|different|various|few|has|uses)$/;
const VERBISH = /^(?:borrow|borrows|book|books|make|makes|have|has|need|want|track|manage|store|keep|log|record|buy|sell|rent|take|takes|get|gets|see|use|uses|write|post|leave|give|gives|create|add)$/;
const fit = (noun: string): string | null => (noun.length <= 40 && noun.split(" ").length <= 4 && !STOP.test(noun) && plainName(noun) !== "" && !isClauseName(noun) ? noun : null);
