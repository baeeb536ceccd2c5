import type { BlueprintMatch } from "./match-blueprint.ts";
import type { RefusalFacts } from "./refusal-facts.ts";
import { isOtherLanguage } from "./resource-builder/normalise-text.ts";
import { listWords } from "./resource-builder/words.ts";
import { whatItCan, wishesIn } from "./wishes.ts";

/** The cause of a refusal, and what is said of it; null where it isn't the cause. The first that is one is said. */
type Cause = (facts: RefusalFacts) => string | null;

export const refusalCauses: Cause[] = [
  otherLanguage, twoInOne, nearWithout, kindMissing, ruleAlone, partRemoved, severalBlueprints, impossible, nearBlueprint, notUnderstood,
];

function otherLanguage({ prompt }: RefusalFacts): string | null {
  return isOtherLanguage(prompt) ? "The built-in generator reads English only. Describe the API in English, or set ANTHROPIC_API_KEY so that Claude reads it." : null;
}

function twoInOne({ nearest, other }: RefusalFacts): string | null {
  return nearest && other ? inOne([nearest, other]) : null;
}

function nearWithout({ cut, nearest, asked }: RefusalFacts): string | null {
  return cut !== null && nearest ? `${whyNear(nearest, asked?.wish.isVague ? null : asked)} It can build the description without ${nearest.unknown.length > 1 ? "them" : "it"}.` : null;
}

function kindMissing({ typed, reason }: RefusalFacts): string | null {
  return typed === null ? null : `The built-in generator doesn't guess what a field holds. ${reason.message}`;
}

function ruleAlone({ shorter, rule, hard }: RefusalFacts): string | null {
  return shorter && rule === shorter.removed && !hard ? `The built-in generator has no such rule: "${rule}". It can build the description without it.` : null;
}

function partRemoved(facts: RefusalFacts): string | null {
  const { shorter, hard, prompt } = facts;
  if (!shorter) return null;
  return `The built-in generator can't build this part: "${shorter.removed}". ${hard ? hard.wish.why : whyNot(facts)}${hard ? moreReasons(prompt, hard.wish.why) : ""} It can build the description without it.`;
}

function severalBlueprints({ near }: RefusalFacts): string | null {
  return near.length > 1 && near.every(({ unknown }) => unknown.length === 0) ? inOne(near) : null;
}

function impossible({ hard, prompt, beside }: RefusalFacts): string | null {
  return hard ? `The built-in generator can't build this: "${hard.part}". ${hard.wish.why}${moreReasons(prompt, hard.wish.why)}${beside === null ? "" : ` What is left can't be built either: ${beside}`} ${whatItCan}` : null;
}

function nearBlueprint({ nearest }: RefusalFacts): string | null {
  return nearest && nearest.unknown.length > 0 ? whyNear(nearest, null) : null;
}

function notUnderstood(facts: RefusalFacts): string {
  return `The built-in generator doesn't understand this well enough to build it, and it doesn't guess. ${whyNot(facts)} ${whatItCan}`;
}

/** Each other part that is out of reach has a reason of its own. */
const moreReasons = (prompt: string, said: string): string => wishesIn(prompt).filter(({ wish }) => wish.why !== said).map(({ part, wish }) => ` "${part}": ${wish.why}`).join("");

function whyNot({ rule, shorter, reason }: RefusalFacts): string {
  if (rule !== null) return `It has no such rule: "${rule}".`;
  const isWish = shorter !== null && WISH.test(shorter.removed) && /not something that a field can hold|It isn't clear what ".*" (?:stores|is)/.test(reason.message);
  return isWish ? "That is none of the lists, figures and changes of state that it makes." : reason.message;
}

/** What asks for something to come out or to happen. */
const WISH = /^(?:(?:i|we|users?|people|the [a-z]+) (?:want|need|would like|can|should)|see|show|get|give|tell|list|find|mark|let)\b/i;

const inOne = (several: readonly BlueprintMatch[]): string => `This asks for ${listWords(several.map(({ blueprint }) => blueprint.name.toLowerCase()))} in one. The built-in generator makes one of them per API.`;

/** What the nearest blueprint doesn't do, as it was written. */
function whyNear({ blueprint, unknown, why }: BlueprintMatch, asked: RefusalFacts["asked"]): string {
  const parts = listWords(unknown.slice(0, 6).map((part) => `"${part}"`));
  return `This is close to the ${blueprint.name} blueprint, which doesn't do this: ${parts}.${why === null ? "" : ` ${why}`}${asked ? ` ${asked.wish.why}` : ""}`;
}
