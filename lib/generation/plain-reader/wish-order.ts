import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, namesOf, say } from "./draft.ts";
import { readOrder } from "./read-order.ts";
import type { WishState } from "./wish-state.ts";

/** "newest first", "sorted by date". */
export function wishOrder(part: string, state: WishState, draft: Draft): boolean {
  const nouns = namesOf(state.thing).join("|");
  const said = new RegExp(`^(?:(?:list|show|get|see|display|give|a|the|it|them|all|should|be|is|are|come|comes|lists?|${nouns}|results?|one|ones|automatically|always|can|in)(?: |$))*(?:(sort|order|sorting|sortable|ordering)|(sorted|ordered))(?: (?:it|them|the|all|list|results?|${nouns}|be|possible))* ?(?:by|on|after|from|in|for)? ?(.+)?$`, "i").exec(part);
  if (said) {
    const [, can, , by = ""] = said;
    state.mode = "sort";
    if (by === "") return true;
    return readOrder(by, state.thing, draft, can === undefined && !/\bcan\b|\bpossible\b/i.test(part));
  }
  const first = new RegExp(`^(?:(?:show|list|get|see|display|give|with|the|a|in|have|put|come|it|they|should) )*(.+? (?:first|on top|at the top)|alphabetical(?:ly)?(?: order)?|chronological(?:ly)?(?: order)?)$`, "i").exec(part)?.[1];
  if (first !== undefined) { const isRead = readOrder(first.replace(/^(?:list|all|them|lists?) /i, ""), state.thing, draft, true); if (isRead) state.mode = "show"; return isRead; }
  const last = new RegExp(`^(?:(?:show|list|get|see|fetch|find|display|give|retrieve|read|the|an?|me|us|only|just) )+(?:last|latest|newest|most recent) (?:one|ones|few|\\d+|${nouns}|entry|entries|items?|records?|value)(?: (?:${nouns}|only))?$`, "i").test(part);
  if (last && readOrder("newest first", state.thing, draft, true)) {
    say(draft, `"${part}": lists of ${pluralOf(state.thing)} come newest first, so that ?limit=1 is the last one`);
    state.mode = "show";
    return true;
  }
  return false;
}
