import { unitOf } from "../field-words/units.ts";
import { kindWordOf } from "./kind-words.ts";
import { readRule } from "./read-entry.ts";
import { newRemark } from "../field-words/told.ts";

/** What is a rule between brackets, and may be the name of a field outside of them: "needed", "default language", "capital". */
const NAMES = /^(?:needed|necessary|missing|empty|blank|checked|ticked|switch|website|characters|decimals|numbers|whole|long|time|tags|list|several|many|multiple|(?:default|initial) (?!(?:is|to|value|of)\b|[:=]|-?\d|true$|false$|yes$|no$|on$|off$)[a-z ]+|(?:past|future)(?: dates?)?|today|now)$|^(?:score|mark|year|amount|value|percentage|percent|scale|figure|numbers?|integers?)\b|^(?:starting|beginning|starts?|begins?) (?:at|from) (?!(?:0|zero|1|one)$)/i;
/** "an amount of at least 5", "a score from 1 to 10": a field of its own, behind another. */
const FACTS = /^an? (?:score|mark|rating|year|amount|percentage)\b/i;
/** How a rule that isn't kept to begins, where no bracket says that it is one. */
const FORBIDS = /^(?:(?:which|that|it|and|but) )?(?:(?:is|are) )?(?:only|not|never|no|must|can't|cannot|can not|may not|mustn't|shouldn't|should|has to|have to|exactly|always|valid|in (?:the )?(?:lower|upper|past|future)|lower ?case|upper ?case|\d|an? (?:even|odd)|even|immutable|today|tomorrow)\b/i;

/** Whether the words behind a field's name, or behind the comma after it, only say what it is held to. */
export function isClause(words: string): boolean {
  const text = words.trim();
  if (text === "" || /[()[\]{}:]/.test(text.replace(/^[^:]{1,20}: ?(?=[^:]+$)/, "")) || NAMES.test(text) || FACTS.test(text)) return false;
  const bare = text.replace(/^(?:an?|as an?) /i, "");
  if (kindWordOf(text) !== undefined || kindWordOf(bare) !== undefined) return /^(?:an? )?(?:whole|valid|real|round|decimal|long) |^(?:as|must be) /i.test(text) || /^(?:yes|true|y) ?(?:\/|or) ?(?:no|false|n)$/i.test(text);
  if (unitOf(text.toLowerCase()) !== null) return false;
  const remark = newRemark();
  return readRule(text, remark) && (remark.unkept.length === 0 || FORBIDS.test(text)) && (!remark.told.beside || /^(?:which |that |it )?(?:must|should|has to|can't|cannot|may not|not|never|no) /i.test(text));
}
