import { type Draft, namesOf, thingCalled } from "./draft.ts";
import type { WishState } from "./wish-state.ts";

/** Create, read, update and delete. */
export function wishBasics(part: string, state: WishState, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  if (/^(?:full |basic |simple |standard |usual |normal |complete |the |all |all the )*(?:crud|create read update delete|operations|basic stuff|usual (?:operations|things|endpoints|stuff|calls)|crud (?:operations|endpoints|api|for (?:both|all|them|everything|each)))(?: (?:for|on|of) (?:both|all|them|everything|each|all of them|it))?$/i.test(part)) return true;
  const done = new RegExp(`^(?:${nouns}|they|it|entries|all of them) (?:can|may|should|must be able to) (?:also |all )?be (added|edited|changed|updated|deleted|removed|listed|viewed)$`, "i").exec(part);
  if (done) { state.mode = "crud"; return true; }
  const gone = GONE.exec(part)?.[1];
  if (gone !== undefined) return wishBasics(gone, state, draft);
  const found = new RegExp(`^${DO}(?:(?: and| or|/)? ${DO})*(?: ${EVERY})*(?: (${nouns}|items?|entries|entry|records?|ones?|things?|everything|stuff|both|data|list|lists|info|details|rows?))?(?: (?:list|details|entries|records|data|info))?${END}$`, "i").exec(part);
  if (!found) return /^(?:one|all|every one|details|each one|by id|one by one|get by id|by its id|both|single|one by id|a single one|all of them)$/i.test(part) && state.mode !== "filter" && state.mode !== "search" && (state.mode === "crud" || /id/.test(part));
  const thing = found[1] === undefined ? undefined : thingCalled(draft, found[1]);
  if (thing) state.thing = thing;
  state.mode = "crud";
  return true;
}

/** What "list all of them" says between the deed and the thing. */
export const EVERY = "(?:all|one|an?|the|new|existing|every|each|single|any|some|of|my|our|their|his|her|old|them|it|those|these|whole|complete|specific|individual|wrong|own|more|first|current|particular|certain)";
const DO = "(?:list|view|see|show|get|fetch|read|retrieve|browse|find|look at|display|look up|add|create|post|enter|insert|record|save|store|log|register|edit|update|change|modify|rename|correct|delete|remove|manage|replace|open|write|submit|put in|put|patch|adding|editing|deleting|removing|listing|creating|updating|viewing|changing|reading|crud|load|take out|throw out|drop|input|maintain|fix|edit or delete|update or delete)";
/** Which ones is for whoever deletes them to know: "the ones I sold". */
const GONE = /^((?:delete|remove|take out|throw out|edit|change|update|correct)(?: (?:the|all|any|some|those|them|ones|my|our))*(?: [a-z]+)?) (?:(?:that|which) )?(?:i|we)(?:'ve| have| had)? (?:already |just )?(?:sold|lost|swapped|gave|given|gave away|given away|ate|eaten|drank|used|used up|finished|broke|broken|threw away|threw out|thrown away|thrown out|traded|donated|returned|replaced|no longer (?:have|own|need|use)|don't (?:have|need|own|use) any ?more|do not (?:have|need) any ?more)$/i;
const END = "(?: (?:by id|by its id|by their id|with its id|by the id|one by one|again|at once|too|later|afterwards|as well|in one list|in a list|list|details?|if needed|when needed|easily|please|anytime|at any time|individually|by themselves|also))*";
