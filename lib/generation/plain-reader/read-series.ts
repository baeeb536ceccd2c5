import { copyOf } from "../copy-of.ts";
import { isPlural } from "../resource-builder/words.ts";
import { addFields } from "./add-fields.ts";
import { type Draft, thingCalled } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { rowNoun } from "./row-noun.ts";
import { stripOpener } from "./strip-opener.ts";

const BETWEEN = /(?:\s*[,;]\s*(?:and |plus |as well as )?|\s+(?:and|plus|as well as|&)\s+)(?:also )?(?![^()]*\))/i;
/** Where the next thing of "teams with a name, rounds with a topic" begins. */
const NEXT = /(?:\s*[,;]\s*(?:and |plus )?|\s+(?:and|plus)\s+)(?:also )?(?=(?:the |our |my )?[a-z]+(?: [a-z]+)?s (?:with|having|which have|that have) )(?![^()]*\))/i;

/** Two things or more in one sentence ("their" things belong to somebody, and are read elsewhere), each with its fields in brackets or behind "with": "walls (name, height) and routes". */
export function inSeries(sentence: string, draft: Draft): boolean {
  const { rest } = stripOpener(sentence);
  const [, front = "", last = "", list = ""] = /^([^:]+\)),? (?:and |plus )?(?:the |our |my )?([a-z][a-z ]*?) ?: ?([^:]+)$/i.exec(rest) ?? [];
  if (list !== "") return inSeries(front, draft) ? named(last, list, draft) : named(front.replace(/ ?\(.+$/, ""), front.replace(/^[^(]*\(|\)$/g, ""), draft) && named(last, list, draft);
  return ([[BETWEEN, bracketed], [NEXT, withList]] as const).some(([joint, form]) => {
    const copy = copyOf(draft);
    const parts = rest.split(joint).map((part) => part.trim()).filter(Boolean);
    const things = parts.map(form);
    if (parts.length < 2 || things.some((thing) => thing === null) || !things.some((thing) => thing && thing.list !== "")) return false;
    if (!things.every((thing) => thing && named(thing.noun, thing.list, copy))) return false;
    Object.assign(draft, copy);
    return true;
  });
}

interface Part { noun: string; list: string }

function bracketed(part: string): Part | null {
  const [, noun = "", list = ""] = /^(?:the |our |my |some )?([a-z][a-z -]*?)(?: ?\((.+)\))?$/i.exec(part) ?? [];
  return isMany(noun) && (list === "" || /,| and /.test(list)) ? { noun, list } : null;
}

function withList(part: string): Part | null {
  const [, noun = "", list = ""] = /^(?:the |our |my )?([a-z][a-z -]*?),? (?:with|having|which have|that have):? (.+)$/i.exec(part) ?? [];
  return isMany(noun) ? { noun, list } : null;
}

const isMany = (noun: string): boolean => isPlural(noun.replace(/ (?:to|of|for|in|on|from|about) .+$/i, "").toLowerCase().split(" ").at(-1) ?? "");

/** "replies to topics" belong to one of these, where they are kept too. */
function named(said: string, list: string, draft: Draft): boolean {
  const [, child = "", owner = ""] = /^([a-z -]+?) (?:to|of|for|in|on) (?:an? |the |these |those )?([a-z -]+)$/i.exec(said) ?? [];
  const parent = owner === "" ? undefined : thingCalled(draft, owner);
  const noun = rowNoun(parent ? child : said);
  if (!noun) return false;
  const thing = openThing(noun, draft);
  if (parent && parent !== thing && !point(draft.last, parent.singular, draft)) return false;
  return list === "" || addFields(list, thing, draft);
}
