import { onLastWord, plural, singular } from "../words.ts";
import type { Declared } from "./declared-things.ts";
import { NOUN_PHRASE, WORD } from "./lexicon.ts";
import { groupsOf } from "./tell-relations.ts";

const END = "(?=[ ]*(?:[.;\\n]|$))";
/** "status open, in progress, closed" at the end of a list */
const STATE = "(?:open|opened|closed|new|done|draft|active|inactive|in [a-z]+|on [a-z]+|to ?do|[a-z]+ed|[a-z]+ing|sent|lost|won|sold|paid|unpaid|given|taken|broken|late|full|empty|free)";
const STATES = new RegExp(`(?<=(?:,|\\band|\\bwith) (?:an? |the )?)(?<name>status|state|stage|phase) (?<values>${STATE}(?:, ${STATE})+(?:,? or |, )${STATE})${END}`, "g");
/** "complaints by severity" is their list. */
const BY = new RegExp(`(?<=[.;\\n] ?)(?:and )?(?:list |show |see )?(?:all |the )?(?<many>${WORD}) by (?<labels>${WORD}(?: ${WORD})?(?:(?:, | and |, and )(?:by )?${WORD})*)${END}`, "g");
/** "a loan is overdue when its due date is past and it isn't returned" */
const OVERDUE = new RegExp(`(?<=[.;\\n] ?)(?:and )?(?:an?|the|each|every) (?<one>${NOUN_PHRASE}) (?:is|counts as|becomes) (?:overdue|late) (?:when|if|once|after) (?:the |its )?(?<date>${WORD}(?: ${WORD})?)(?: date)? (?:is (?:in the past|past|over|before today|passed)|has passed|passes|passed)(?:,? (?:and|but) (?:it|the ${WORD}) (?:is|has)(?:n't| not)(?: been)?(?: yet)? (?<done>returned|done|paid|closed|delivered|completed|finished)(?: yet)?)?${END}`, "g");
/** "status becomes overdue when the due date has passed" */
const TURNS_OVERDUE = new RegExp(`(?<=[.;\\n,] ?)(?:and |but )?(?:(?:the |its |their )?(?:status|state)|it|they|each|an? ${WORD}|(?:the )?${WORD}) (?:should |must |will |is |are |gets? )*(?:automatically )?(?:becomes?|changes? to|turns?(?: to| into)?|switch(?:es)? to|set to|goes to|marked(?: as)?|flagged(?: as)?|shown as|counts as|mark(?:s|ed)? (?:it|them) as)? ?(?:automatically )?"?(?:overdue|late)"? (?:automatically )?(?:when|if|once|after|as soon as) (?:the |its |their )?(?<date>due date|deadline|due day|return date|end date)(?: (?:is in the past|has passed|have passed|passed|is past|passes|is over|is reached|is before today))(?:,? (?:and|but) (?:it |they |still )*(?:(?:is|are|has|have|was)(?:n't| not)|not)(?: been)?(?: yet)? (?<done>returned|done|paid|closed|delivered|completed|finished)(?: yet)?)?${END}`, "g");
/** "bookings must not overlap and take at most 2 hours" are two rules. */
const AND_TAKE = /(?<=(?:^|[.;\n] ?)([a-z]+s)[^.;\n]*overlap),? and (?:must |can |may )?(?=(?:take|last|be) (?:at most|no longer than|up to|not longer than))/g;

/** Rules and lists in everyday words, with those that the readers know. */
export function tellRules(text: string, declared: Declared): string {
  return text
    .replace(STATES, (_match: string, name: string, values: string) => `${name} (${values.split(/,? or |, /).join(", ")})`)
    .replace(BY, (match: string, ...rest: unknown[]) => { const { many = "", labels = "" } = groupsOf(rest); return declared.named(onLastWord(many, singular)) === null ? match : `filter by ${labels.replace(/\bby /g, "")}`; })
    .replace(OVERDUE, (match: string, ...rest: unknown[]) => {
      const { one = "", date = "", done } = groupsOf(rest);
      const others = text.replace(match, "");
      const known = done === undefined || new RegExp(`\\b${done}\\b`).test(others);
      // Which date and which end it means must be beyond doubt.
      const ends = [...new Set(others.match(/\b(?:returned|done|paid|closed|delivered|completed|finished|archived|cancell?ed)\b/g))];
      return declared.named(one) === null || !/\b(?:due|deadline)\b/.test(date) || ends.some((end) => end !== done && done !== undefined) || ends.length > 1 ? match : `${known ? "" : `each ${one} has ${done} (yes/no). `}show overdue ${onLastWord(one, plural)}`;
    })
    .replace(TURNS_OVERDUE, (match: string, ...rest: unknown[]) => {
      const { done } = groupsOf(rest);
      const others = text.replace(match, "");
      const ends = [...new Set(others.match(/\b(?:returned|done|paid|closed|delivered|completed|finished|archived|cancell?ed)\b/g))];
      // Where a caller can set it to overdue too, it isn't clear which holds.
      return /\b(?:overdue|late)\b/.test(others) || ends.some((end) => end !== done) || (done !== undefined && !ends.includes(done)) ? match : "show overdue ones";
    })
    .replace(AND_TAKE, (_match: string, many: string) => `. ${many} must `);
}
