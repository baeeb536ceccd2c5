import { type Draft, namesOf, thingCalled } from "./draft.ts";
import { meets, searchIn } from "./meets.ts";
import { EVERY } from "./wish-basics.ts";
import type { WishState } from "./wish-state.ts";

/** "filter by difficulty", "filter for food safe ones". */
export function wishNarrowed(part: string, state: WishState, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  const found = new RegExp(`^(?:(?:the|an?|be|list|lists|get|simple|have|results?|with|all|it) )*(?:filter(?:ed|ing|able|s)?|narrow(?:ed)?(?: down)?|query|select|look up|lookup|limit(?:ed)? to|restrict(?:ed)?)(?: (?:it|them|the|my|all|list|lists|results?|down|our|one|(${nouns})))*(?: (?:by|on|for|to|with|of|per|in|at|using|which|that|who|from))? (.+)$`, "i").exec(part);
  if (!found) return false;
  const thing = found[1] === undefined ? undefined : thingCalled(draft, found[1]);
  if (thing) state.thing = thing;
  state.mode = "filter";
  return meets(found[2] ?? "", state.thing, draft);
}

/** "search by name", "look up by part of the title". */
export function wishSearched(part: string, state: WishState, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  const found = new RegExp(`^(?:(?:the|an?|full|text|full-text|simple|quick|have) )*(?:search(?:ing|able|es)?|find|look up|lookup|look for|look)(?: (?:for|it|them|the|a|an|all|any|${EVERY}|(${nouns})))*(?: (?:by|in|on|within|with|through|over|using|from|across|at|of|whose|based on))? ?(.+)?$`, "i").exec(part);
  if (!found || !/^(?:[a-z]+ )*?(?:search|find|look)/i.test(part)) return false;
  const thing = found[1] === undefined ? undefined : thingCalled(draft, found[1]);
  if (thing) state.thing = thing;
  const isSearch = /\bsearch/i.test(part);
  state.mode = isSearch ? "search" : "filter";
  const by = found[2] ?? "";
  if (by === "") { const names = state.thing.fields.filter(({ kind }) => kind === "text" || kind === "longText").map(({ name }) => name); if (!isSearch || names.length === 0) return false; state.thing.search = [...new Set([...state.thing.search, ...names])]; return true; }
  return (isSearch || /\b(?:part|contain|word)/i.test(by) ? searchIn(by, state.thing, draft) : false) || meets(by, state.thing, draft);
}
