import type { GeneratorOutcome } from "./generator.ts";
import { withoutPart } from "./leave-out.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import { nearDescriptions } from "./near-descriptions.ts";
import { EXAMPLE_PROMPTS } from "./prompt.ts";
import { askKind } from "./resource-builder/ask-kind.ts";
import { isOtherLanguage } from "./resource-builder/normalise-text.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { stripLeadIns } from "./resource-builder/strip-lead-ins.ts";
import { isPlural, listWords } from "./resource-builder/words.ts";
import { whatItCan, wishIn } from "./wishes.ts";

/** Puts a refusal in words that help: which part, why, what is possible, and descriptions near it that build as they stand. */
export function explainRefusal(prompt: string, reason: NotUnderstood, build: (description: string) => unknown): GeneratorOutcome & { kind: "refusal" } {
  const near = matchBlueprints(stripLeadIns(prompt));
  const [nearest] = near;
  const shortened = withoutPart(prompt, build);
  // Beside a blueprint that is near, a description without its beginning is no answer.
  const shorter = nearest && shortened && opening(shortened.description) !== opening(prompt) ? null : shortened;
  const asked = wishIn(shorter?.removed ?? prompt);
  const typed = withKinds(prompt, build);
  return { kind: "refusal", message: messageOf(), suggestions: suggestionsOf() };

  function messageOf(): string {
    if (isOtherLanguage(prompt)) return "The built-in generator reads English only. Describe the API in English, or set ANTHROPIC_API_KEY so that Claude reads it.";
    if (typed !== null) return `The built-in generator doesn't guess what a field holds. ${reason.message}`;
    if (shorter) return `The built-in generator can't build this part: "${shorter.removed}". ${asked && !(asked.wish.isVague && nearest) ? asked.wish.why : reason.message} It can build the description without it.`;
    if (near.length > 1 && near.every(({ unknown }) => unknown.length === 0)) return `This asks for ${listWords(near.map(({ blueprint }) => blueprint.name.toLowerCase()))} in one. The built-in generator makes one of them per API.`;
    if (asked && !(asked.wish.isVague && nearest)) return `The built-in generator can't build this: "${asked.part}". ${asked.wish.why} ${whatItCan}`;
    if (nearest && nearest.unknown.length > 0) return `This is close to ${nearest.blueprint.name.toLowerCase()}, but the built-in generator doesn't know what to do with: ${listWords(nearest.unknown.slice(0, 6).map((part) => `"${part}"`))}.`;
    return `The built-in generator doesn't understand this well enough to build it, and it doesn't guess. ${reason.message} ${whatItCan}`;
  }

  /** The description itself, changed; then what is near it; then what is near the reason. */
  function suggestionsOf(): string[] {
    const named = /for example "([^"]+)"/.exec(reason.message)?.[1];
    const changed = [...(typed === null ? [] : [typed]), ...(shorter ? [shorter.description] : [])];
    const others = [...near.map(({ blueprint }) => blueprint.examplePrompt), ...nearDescriptions(prompt, nearest ? 1.5 : undefined).slice(0, 3), ...(named && !asked ? [named] : []), ...(asked?.wish.suggestions ?? [])];
    const works = [...new Set([...changed, ...others])].filter((suggestion) => builds(suggestion, build)).slice(0, 3);
    return works.length > 0 ? works : EXAMPLE_PROMPTS;
  }
}

const opening = (description: string): string => stripLeadIns(description).slice(0, 12).toLowerCase();

const MAX_KINDS = 6;

/** The description with "(text)", or "(list)" of several, behind each field whose kind isn't said, when it builds so; null when it doesn't. */
function withKinds(prompt: string, build: (description: string) => unknown): string | null {
  let description = prompt;
  for (let tries = 0; tries <= MAX_KINDS; tries += 1) {
    const reason = reasonOf(description, build);
    if (reason === null) return description === prompt ? null : description;
    if (!reason.isKindMissing || reason.part === null) return null;
    const named = new RegExp(`\\b${reason.part.replace(/[^a-z0-9 ]/gi, "").replaceAll(" ", "[ _-]")}(?:e?s)?\\b(?! \\()`, "i");
    if (!named.test(description)) return null;
    description = description.replace(named, (found) => `${found} (${askKind(found.toLowerCase()) ?? (isPlural(found.split(" ").at(-1) ?? "") ? "list" : "text")})`);
  }
  return null;
}

const builds = (description: string, build: (description: string) => unknown): boolean => reasonOf(description, build) === null;

/** Why it can't be built; null when it can. */
function reasonOf(description: string, build: (description: string) => unknown): NotUnderstood | null {
  try {
    build(description);
    return null;
  } catch (error) {
    if (error instanceof NotUnderstood) return error;
    throw error;
  }
}
