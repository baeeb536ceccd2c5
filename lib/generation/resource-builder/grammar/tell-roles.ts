import { onLastWord, singular, withArticle } from "../words.ts";
import type { Declared } from "./declared-things.ts";
import { WORD } from "./lexicon.ts";
import { groupsOf } from "./tell-relations.ts";

const LABEL = `(?:an? |the |one )?(?!both\\b)${WORD}(?: ${WORD})?`;
const ARE = "(?:both (?:are |of them )?|who (?:are|is) |which (?:are|is) |that are |are |these are )(?:(?:both|also|again) )*(?:an? |from the |one of the |of the )?";
const TWO = new RegExp(`(?:\\b(?<may>may|can|might|could) (?:also )?)?\\b(?<has>has|have|with) (?:(?:exactly )?(?:one|two) )?(?<labels>${LABEL}(?:(?: and |, )${LABEL})*),? \\(?${ARE}(?<what>${WORD})(?: (?:too|themselves|as well|again|also))?\\)?(?=[ ]*(?:[,.;\\n]|$))`, "g");

const PAIR = new RegExp(`\\b(?<has>has|have|with) (?:exactly )?two (?<what>${WORD})(?=,| and |[.;\\n]|$)`, "g");

/** "a person has a mother and a father, both are persons too" has two references to persons. */
export function tellRoles(text: string, declared: Declared): string {
  return text.replace(TWO, (match: string, ...rest: unknown[]) => {
    const { may, has = "", labels = "", what = "" } = groupsOf(rest);
    const target = declared.named(onLastWord(what, singular));
    if (target === null) return match;
    const hinted = labels.split(/ and |, /).map((label) => `${label.replace(/^(?:an?|the|one) /, "")} (${withArticle(target)})${may === undefined ? "" : " (optional)"}`);
    return `${may === undefined ? has : "has"} ${hinted.join(" and ")}`;
  }).replace(PAIR, (match: string, ...rest: unknown[]) => {
    const { has = "", what = "" } = groupsOf(rest);
    const target = declared.named(what);
    return target === null || target === what ? match : `${has} first ${target} (${withArticle(target)}), second ${target} (${withArticle(target)})`;
  });
}
