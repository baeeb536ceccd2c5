import { type BlueprintMatch, matchBlueprints } from "./match-blueprint.ts";
import { stripLeadIns } from "./resource-builder/strip-lead-ins.ts";
import { whyNotBuilt } from "./why-not-built.ts";

/** The description without what its nearest blueprint doesn't do, when that blueprint answers the rest. */
export function withoutUnknown(prompt: string, { blueprint, unknown, leftOut, isOther }: BlueprintMatch, build: (description: string) => unknown): string | null {
  if (unknown.length === 0 || isOther) return null;
  const without = (gone: readonly string[]): string | null => withoutQuotes(prompt, gone, blueprint, build);
  return without(unknown) ?? without([...unknown, ...leftOut.map(({ quote }) => quote)]);
}

function withoutQuotes(prompt: string, gone: readonly string[], blueprint: BlueprintMatch["blueprint"], build: (description: string) => unknown): string | null {
  const bare = gone.reduce((rest, quote) => rest.replace(quote, GONE), prompt);
  const left = bare.replace(DANGLING, (found) => (/[.;\n]/.test(found) ? ". " : found.includes(",") ? ", " : " ")).replace(/\s+/g, " ").replace(/\. [a-z]/g, (found) => found.toUpperCase()).replace(/[\s,;:]+$|^[\s,;:.]+/g, "").replace(/ (?:where|with|and|but|that|which|so that|plus)$/i, "").trim();
  const answered = matchBlueprints(stripLeadIns(left)).find((match) => match.blueprint.id === blueprint.id);
  return left.length * 2 > prompt.length && left.slice(0, 4) === prompt.trim().slice(0, 4) && answered?.unknown.length === 0 && whyNotBuilt(left, build) === null ? left : null;
}

const GONE = "\u0000";
/** What joined a part that is gone to its neighbours. */
const DANGLING = /(?:[\s,;:.(]*(?:\b(?:and|but|with|where|that|which|plus|so that|also|then)\b\s*)*\u0000[\s,;:.)]*(?:\b(?:and|but|plus|then|also)\b\s*)*)+/g;
