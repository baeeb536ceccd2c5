import type { GeneratorOutcome } from "./generator.ts";
import { piecesOf } from "./clauses.ts";
import { listsFields } from "./keep-most.ts";
import { withoutPart } from "./leave-out.ts";
import { type BlueprintMatch, matchBlueprints } from "./match-blueprint.ts";
import { nearDescriptions } from "./near-descriptions.ts";
import { restricts } from "./read-clauses.ts";
import { askKind } from "./resource-builder/ask-kind.ts";
import { namedFields } from "./resource-builder/listed-fields.ts";
import { isOtherLanguage } from "./resource-builder/normalise-text.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { stripLeadIns } from "./resource-builder/strip-lead-ins.ts";
import { isPlural, listWords } from "./resource-builder/words.ts";
import { whatItCan, wishIn } from "./wishes.ts";

/** Puts a refusal in words that help: which part, why, what is possible, and descriptions near it that build as they stand. */
export function explainRefusal(prompt: string, reason: NotUnderstood, build: (description: string) => unknown): GeneratorOutcome & { kind: "refusal" } {
  const near = matchBlueprints(stripLeadIns(prompt)).filter((match) => (prompt.split(/\s+/).length < MANY_WORDS && namedFields(prompt).length < OWN_FIELDS) || shareMissed(match, prompt) <= MOST_MISSED).toSorted((one, other) => shareMissed(one, prompt) - shareMissed(other, prompt));
  const [nearest] = near;
  const cut = nearest ? withoutUnknown(prompt, nearest, build) : null;
  const other = cut !== null && nearest ? matchBlueprints(nearest.unknown.join(", ")).find(({ blueprint, unknown }) => blueprint !== nearest.blueprint && unknown.length === 0) : undefined;
  const shortened = cut === null ? withoutPart(prompt, build) : null;
  // Beside a blueprint that is near, a description without its beginning is no answer.
  const shorter = nearest && shortened && (nearest.why !== null || opening(shortened.description) !== opening(prompt)) ? null : shortened;
  const asked = wishIn(cut && nearest ? nearest.unknown.join(". ") : (shorter?.removed ?? prompt));
  const hard = asked && !(asked.wish.isVague && nearest) ? asked : null;
  const said = ruleIn(reason, shorter?.removed ?? null);
  // What is all of it is no rule beside something.
  const rule = said !== null && (shorter || said.length * 2 < prompt.length) ? said : null;
  const isWish = shorter !== null && WISH.test(shorter.removed) && /not something that a field can hold|It isn't clear what ".*" (?:stores|is)/.test(reason.message);
  const whyNot = rule !== null ? `It has no such rule: "${rule}".` : isWish ? "That is none of the lists, figures and changes of state that it makes." : reason.message;
  const typed = withKinds(prompt, build);
  return { kind: "refusal", message: asWritten(messageOf(), prompt), suggestions: suggestionsOf() };

  function messageOf(): string {
    if (isOtherLanguage(prompt)) return "The built-in generator reads English only. Describe the API in English, or set ANTHROPIC_API_KEY so that Claude reads it.";
    if (other) return `This asks for ${listWords([nearest?.blueprint.name ?? "", other.blueprint.name].map((name) => name.toLowerCase()))} in one. The built-in generator makes one of them per API.`;
    if (cut !== null && nearest) return `${whyNear(nearest, asked?.wish.isVague ? null : asked)} It can build the description without ${nearest.unknown.length > 1 ? "them" : "it"}.`;
    if (typed !== null) return `The built-in generator doesn't guess what a field holds. ${reason.message}`;
    if (shorter && rule === shorter.removed && !hard) return `The built-in generator has no such rule: "${rule}". It can build the description without it.`;
    if (shorter) return `The built-in generator can't build this part: "${shorter.removed}". ${hard ? hard.wish.why : whyNot} It can build the description without it.`;
    if (near.length > 1 && near.every(({ unknown }) => unknown.length === 0)) return `This asks for ${listWords(near.map(({ blueprint }) => blueprint.name.toLowerCase()))} in one. The built-in generator makes one of them per API.`;
    if (hard) return `The built-in generator can't build this: "${hard.part}". ${hard.wish.why} ${whatItCan}`;
    if (nearest && nearest.unknown.length > 0) return whyNear(nearest, null);
    return `The built-in generator doesn't understand this well enough to build it, and it doesn't guess. ${whyNot} ${whatItCan}`;
  }

  /** The description itself, changed; then what is near it; then what is near the reason. */
  function suggestionsOf(): string[] {
    const named = /for example "([^"]+)"/.exec(reason.message)?.[1];
    const changed = [...(cut === null ? [] : [cut]), ...(typed === null || cut !== null ? [] : [typed]), ...(shorter ? [shorter.description] : [])];
    const others = [...(shorter && piecesOf(prompt).length > OWN_FIELDS ? [] : near.map(({ blueprint }) => blueprint.examplePrompt)), ...(cut === null ? nearDescriptions(prompt, nearest ? 1.5 : undefined).slice(0, 3) : []), ...(named && !asked && !shorter && !rule && near.length === 0 && cut === null ? [named] : []), ...(asked?.wish.suggestions ?? [])];
    const works = [...new Set([...changed, ...others])].filter((suggestion) => builds(suggestion, build)).slice(0, 3);
    return works;
  }
}

/** Without the marks that the reader puts: "status {open|closed}" was written in brackets. */
const asWritten = (message: string, prompt: string): string => message.replace(/ ?\{([^{}]+)\}/g, (_all, values: string) => ` (${values.replaceAll("|", ", ")})`).replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => (prompt.toLowerCase().includes(name) ? name : name.replaceAll("_", " ")));

/** How much of a description a blueprint doesn't do. */
const shareMissed = ({ unknown, leftOut }: BlueprintMatch, prompt: string): number => [...unknown, ...leftOut.map(({ quote }) => quote)].join("").length / prompt.length;
/** Of a long description with less of it done, it is another thing. */
const MANY_WORDS = 20;
const MOST_MISSED = 0.6;
/** Whoever names so many fields wants them kept. */
const OWN_FIELDS = 3;

/** What the nearest blueprint doesn't do, as it was written. */
function whyNear({ blueprint, unknown, why }: BlueprintMatch, asked: ReturnType<typeof wishIn>): string {
  const parts = listWords(unknown.slice(0, 6).map((part) => `"${part}"`));
  return `This is close to the ${blueprint.name} blueprint, which doesn't do this: ${parts}.${why === null ? "" : ` ${why}`}${asked ? ` ${asked.wish.why}` : ""}`;
}

/** A rule stores nothing: that it isn't clear what it stores would send the reader after fields. Null when the reason isn't one of those. */
function ruleIn({ message, part }: NotUnderstood, removed: string | null): string | null {
  const said = removed !== null && !/[.;\n]/.test(removed) ? removed : part;
  if (said !== null && removed !== null && (!NO_RULE.test(message) || (/is not something/.test(message) && part !== null && restricts(part) && removed.includes(part))) && !listsFields(removed) && isRule(removed)) return said;
  if (part === null || said === null) return null;
  if (/^It isn't clear what ".*" stores/.test(message)) return isRule(part) ? said : null;
  return message.startsWith("An API built here doesn't know who may do what") && !ROLES.test(said) ? said : null;
}

/** Reasons that say more than that there is no such rule. */
const NO_RULE = /can't be held to|Counters count|unique|an API|no safe place|roles|(?:number|date)s? (?:to|it is)|is not something|Say it/;
/** What asks for something to come out or to happen. */
const WISH = /^(?:(?:i|we|users?|people|the [a-z]+) (?:want|need|would like|can|should)|see|show|get|give|tell|list|find|mark|let)\b/i;
const isRule = (part: string): boolean => part.split(" ").length > 2 && (restricts(part.replace(/\bbetween\b|\d+/g, "")) || RULE.test(part));
const RULE = /^if\b|\b(?:can|may|should|will|gets?|gains?|loses?|goes|changes?|becomes?|depends?|counts? as|sign up|is split|are split)\b/i;
/** Who may do what is spoken of. */
const ROLES = /\b(?:only|just|nobody|no one|except|roles?|rights|permissions?|allowed|admin\w*|managers?|moderators?|staff|teachers?|supervisors?|boss\w*|doctors?|editors?|organi[sz]ers?)\b/i;

/** The description without what its nearest blueprint doesn't do, when that blueprint answers the rest. */
function withoutUnknown(prompt: string, { blueprint, unknown, leftOut, isOther }: BlueprintMatch, build: (description: string) => unknown): string | null {
  if (unknown.length === 0 || isOther) return null;
  const without = (gone: readonly string[]): string | null => withoutQuotes(prompt, gone, blueprint, build);
  return without(unknown) ?? without([...unknown, ...leftOut.map(({ quote }) => quote)]);
}

function withoutQuotes(prompt: string, gone: readonly string[], blueprint: BlueprintMatch["blueprint"], build: (description: string) => unknown): string | null {
  const bare = gone.reduce((rest, quote) => rest.replace(quote, GONE), prompt);
  const left = bare.replace(DANGLING, (found) => (/[.;\n]/.test(found) ? ". " : found.includes(",") ? ", " : " ")).replace(/\s+/g, " ").replace(/\. [a-z]/g, (found) => found.toUpperCase()).replace(/[\s,;:]+$|^[\s,;:.]+/g, "").replace(/ (?:where|with|and|but|that|which|so that|plus)$/i, "").trim();
  const answered = matchBlueprints(stripLeadIns(left)).find((match) => match.blueprint.id === blueprint.id);
  return left.length * 2 > prompt.length && left.slice(0, 4) === prompt.trim().slice(0, 4) && answered?.unknown.length === 0 && builds(left, build) ? left : null;
}

const GONE = "\u0000";
/** What joined a part that is gone to its neighbours. */
const DANGLING = /(?:[\s,;:.(]*(?:\b(?:and|but|with|where|that|which|plus|so that|also|then)\b\s*)*\u0000[\s,;:.)]*(?:\b(?:and|but|plus|then|also)\b\s*)*)+/g;

const opening = (description: string): string => stripLeadIns(description).slice(0, 12).toLowerCase();

const MAX_KINDS = 6;

/** The description with "(text)", or "(list)" of several, behind each field whose kind isn't said, when it builds so; null when it doesn't. */
function withKinds(prompt: string, build: (description: string) => unknown): string | null {
  if (namedFields(prompt).length === 0) return null;
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
