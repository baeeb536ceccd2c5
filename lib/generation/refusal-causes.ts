import type { BlueprintMatch } from "./match-blueprint.ts";
import type { RefusalFacts } from "./refusal-facts.ts";
import { isOtherLanguage } from "./resource-builder/normalise-text.ts";
import { listWords } from "./resource-builder/words.ts";
import { NO_SUCH_RULE } from "./why-part.ts";
import { whatItCan, wishesIn } from "./wishes.ts";

/** What is said of a cause of a refusal; null where it isn't the cause. */
type Cause = (facts: RefusalFacts) => string | null;

const CAUSES: Cause[] = [otherLanguage, twoInOne, nearWithout, kindMissing, partRemoved, severalBlueprints, impossible, nearBlueprint];

/** Why a description is refused, in words: the first cause that is one; without any, what wasn't understood. */
export const causeOf = (facts: RefusalFacts): string => CAUSES.reduce<string | null>((said, cause) => said ?? cause(facts), null) ?? notUnderstood(facts);

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

function partRemoved({ shorter, parts, prompt }: RefusalFacts): string | null {
  if (!shorter) return null;
  const [only] = parts;
  const rest = shorter.description === null ? "Without it, things that you name would be missing." : "It can build the description without it.";
  if (parts.length === 1 && only) return `The built-in generator ${only.why === NO_SUCH_RULE ? `has no such rule: "${only.part}".` : `can't build this part: "${only.part}". ${only.why}`} ${rest}`;
  const whys = [...new Set(parts.map(({ why }) => why))].map((why) => `${listWords(runsOf(prompt, parts.filter((one) => one.why === why).map(({ part }) => part)).map((part) => `"${part}"`))}: ${why}`);
  const [first = "", ...others] = whys;
  return `The built-in generator can't build ${others.length > 0 || first.includes('" and "') ? "these parts" : "this part"}: ${first} ${others.join(" ")} ${rest.replace(/\bit\./, "them.")}`.replace(/ {2,}/g, " ");
}

/** Parts that stand side by side are quoted as one. */
function runsOf(description: string, parts: readonly string[]): string[] {
  const text = description.replace(/\s+/g, " ");
  return parts.reduce<string[]>((runs, part) => {
    const last = runs.at(-1);
    const joined = last === undefined ? undefined : [" ", ", ", ". ", "; ", ", and ", " and "].map((between) => `${last}${between}${part}`).find((both) => text.includes(both));
    return joined === undefined ? [...runs, part] : [...runs.slice(0, -1), joined];
  }, []);
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

const whyNot = ({ rule, reason }: RefusalFacts): string => (rule === null ? reason.message : `It has no such rule: "${rule}".`);

const inOne = (several: readonly BlueprintMatch[]): string => `This asks for ${listWords(several.map(({ blueprint }) => blueprint.name.toLowerCase()))} in one. The built-in generator makes one of them per API.`;

/** What the nearest blueprint doesn't do, as it was written. */
function whyNear({ blueprint, unknown, why }: BlueprintMatch, asked: RefusalFacts["asked"]): string {
  const parts = listWords(unknown.slice(0, 6).map((part) => `"${part}"`));
  return `This is close to the ${blueprint.name} blueprint, which doesn't do this: ${parts}.${why === null ? "" : ` ${why}`}${asked ? ` ${asked.wish.why}` : ""}`;
}
