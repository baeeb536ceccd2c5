import { copyOf } from "../copy-of.ts";
import { type Draft, type DraftThing, namesOf, thingCalled } from "./draft.ts";
import { meets } from "./meets.ts";
import { readOrder } from "./read-order.ts";
import type { WishState } from "./wish-state.ts";

/** "show unclaimed items", "get all stalls of one cuisine", "only those with cards". */
export function wishShown(part: string, state: WishState, draft: Draft): boolean {
  const nouns = [...draft.things.flatMap(namesOf), "ones", "one", "those", "things", "thing", "items", "item", "entries", "records", "results", "everything", "it", "them", "stuff", "list"].join("|");
  const said = new RegExp(`^(?:(?:${SHOW}) )+(?:(?:me|us|only|just|all|every|each|the|of|any|a list of|a|an|list of|also|them|everything|out|by|for|which|who) )*(.+)$`, "i").exec(part);
  const only = /^(.+) only$/i.exec(part)?.[1];
  const rest = said?.[1] ?? only ?? (state.mode === "show" || /^(?:all|only|just|those|the ones)\b/i.test(part) ? part.replace(/^(?:(?:all|only|just|the|also) )+/i, "") : undefined);
  if (rest === undefined) return false;
  const named = new RegExp(`^(.*?) ?\\b(${nouns})\\b(?:,? (?:(?:that|which|who) )?(.*))?$`, "i").exec(rest);
  const thing = (named && thingCalled(draft, named[2] ?? "")) ?? state.thing;
  if (named) {
    const [before = "", tail = ""] = [named[1]?.trim(), named[3]?.trim()];
    const copy = copyOf(draft);
    const own = copy.things[draft.things.indexOf(thing)];
    if (own && (before === "" || /^(?:my|our|the|all|only)$/i.test(before) || meets(before, own, copy)) && (tail === "" || tailed(tail, own, copy))) {
      Object.assign(draft, copy);
      Object.assign(state, { thing: own, mode: "show" });
      return true;
    }
  }
  state.mode = "show";
  return meets(rest, state.thing, draft);
}

/** "of one colour that are not damaged": two of them hold together. */
export function tailed(tail: string, thing: DraftThing, draft: Draft): boolean {
  if (tailedOnce(tail, thing, draft)) return true;
  const joint = / (?=(?:that|which|who|with|without|in|at|from|by|of|for|sorted|ordered) )/gi;
  return [...tail.matchAll(joint)].some(({ index }) => {
    const copy = copyOf(draft);
    const own = copy.things[draft.things.indexOf(thing)];
    if (!own || !tailedOnce(tail.slice(0, index), own, copy) || !tailed(tail.slice(index + 1).replace(/^(?:that|which|who) /i, ""), own, copy)) return false;
    thing.search = own.search;
    thing.rules = own.rules;
    draft.said = copy.said;
    return true;
  });
}

const tailedOnce = (tail: string, thing: DraftThing, draft: Draft): boolean =>
  (/first$|^(?:sorted|ordered) by /i.test(tail) && readOrder(tail.replace(/^(?:sorted|ordered) by /i, ""), thing, draft, true)) || meets(tail, thing, draft) || meets(tail.replace(/^(?:are|is|were|was|have|has|be|stand|lie|live|lives|belong|come|cost|play|happened|made|given|born|grown|kept|stored|bought|done|filed|held) (?:in|at|on|from|to|by|of|with|for)? ?/i, ""), thing, draft);

const SHOW = "(?:list|show|see|get|find|view|display|fetch|browse|give|retrieve|look at|have|only|just|pull|read|return|check|look up|list of|know|tell)";
