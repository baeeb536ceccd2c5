import { plainName } from "../name-of.ts";
import type { Outline, OutlineThing } from "../schema.ts";
import { isFrame } from "./frame-words.ts";
import { mentionsIn } from "./mentions.ts";
import { theOne } from "./together-said.ts";

const NEVER = /\b(?:(?:never|not|no longer) (?:be |get )?(?:really )?(?:deleted|removed)|(?:never|not|don't) (?:delete|remove)|(?:can't|cannot|must not|may not|mustn't) (?:ever )?be (?:deleted|removed))\b/i;
/** "only marked as discarded", "archived instead" */
const MARKED = /(?:,? (?:but|only|just|and|they are|it is|instead|get|gets|are|is))* (?:marked|flagged|set)(?: as| to)? ([a-z]+)\b(?: instead)?|\b(archived|deactivated|hidden|discarded)(?: instead)?(?= ?,? ?(?:but |and )?(?:not|never|instead|rather|$))/i;

/** Behind what is never deleted. */
const ONLY_MARKED = /^(?:(?:but|and|only|just|they|are|instead|it|is) )*(?:mark(?:ed)?|flag(?:ged)?)(?: it| them)? as ([a-z]+)(?: instead)?$/i;

/** "Samples are never deleted, only marked as discarded", "patients are archived, not deleted": a flag says it, and nothing deletes them. */
export function keptSaid(clause: string, { things }: Outline): boolean {
  const later = ONLY_MARKED.exec(clause)?.[1];
  const kept = things.filter(({ rules }) => rules.some(({ rule }) => rule === "kept"));
  if (later !== undefined && kept[0] && kept.length === 1) return flagged(kept[0], later.toLowerCase());
  if (!NEVER.test(clause)) return false;
  const mark = MARKED.exec(clause);
  const flag = (mark?.[1] ?? mark?.[2])?.toLowerCase();
  const rest = clause.replace(MARKED, " ").replace(NEVER, " ");
  const one = theOne(things.flatMap((thing) => { const { fields, isNamed, rest: words } = mentionsIn(rest, thing); return isNamed && fields.length === 0 && isFrame(words) ? [{ thing, isNamed }] : []; }));
  if (!one) return false;
  const { rules } = one.thing;
  if (!rules.some(({ rule }) => rule === "kept")) rules.push({ rule: "kept" });
  return flag === undefined || flagged(one.thing, flag);
}

function flagged({ fields }: OutlineThing, flag: string): true {
  if (!fields.some(({ name, choices }) => plainName(name) === flag || choices?.includes(flag))) fields.push({ name: flag, kind: "boolean", isRequired: false, isUnique: false, default: false });
  return true;
}
