import type { GeneratorOutcome } from "./generator.ts";
import { type BlueprintMatch, matchBlueprints } from "./match-blueprint.ts";
import { outlineOf } from "./outline/outline-of.ts";
import { nearestTo } from "./nearest.ts";
import type { ReadOutline } from "./outline/schema.ts";
import { knownFields } from "./resource-builder/known-resources.ts";
import { namedFields } from "./resource-builder/listed-fields.ts";
import { isBare } from "./outline/is-bare.ts";
import { isOtherLanguage, normaliseText } from "./resource-builder/normalise-text.ts";
import type { NotUnderstood } from "./resource-builder/not-understood.ts";
import { stripLeadIns } from "./resource-builder/strip-lead-ins.ts";
import { listWords } from "./resource-builder/words.ts";
import { whyNotBuilt } from "./why-not-built.ts";
import { HARM, outOfReachIn, whatItCan, wishesIn, wishIn } from "./wishes.ts";

/** Puts a refusal in words that help: which parts, why, what was understood as an outline to be edited and built, and the ready-made APIs that are near. */
export function explainRefusal(prompt: string, reason: NotUnderstood, build: (description: string) => unknown): GeneratorOutcome & { kind: "refusal" } {
  const outline = outlineOf(prompt);
  const near = nearBlueprints(prompt);
  const asked = isBare(outline) ? wishIn(prompt) : null;
  const isImpossible = asked !== null && asked.wish.isVague !== true;
  const suggestions = [...new Set([...near.map(({ blueprint }) => blueprint.examplePrompt), ...(isImpossible ? nearestFor(prompt) : []), ...(asked?.wish.suggestions ?? [])])].filter((example) => whyNotBuilt(example, build) === null).slice(0, MOST_OFFERED);
  // Where nothing but the name of an unknown thing was read, an outline would show what nobody asked for.
  if (isImpossible && near.length === 0 && outline.outline.things.every(({ singular }) => knownFields(singular) === undefined)) return { kind: "refusal", message: impossible(asked.part, [asked.wish.why, ...wishesIn(prompt).map(({ wish }) => wish.why)], suggestions), suggestions };
  return { kind: "refusal", message: asWritten(messageOf(prompt, reason, outline, near), prompt), suggestions, outline };
}

/** What would harm people: which part, and why not. Nothing that comes near is offered. */
export function explainHarm(prompt: string): GeneratorOutcome & { kind: "refusal" } {
  const sentence = prompt.split(/(?<=[.;!?])\s+|\n+/).find((one) => HARM.signal.test(normaliseText(one))) ?? prompt;
  return { kind: "refusal", message: cannot(sentence.trim().replace(/[.;!]+$/, ""), HARM.why), suggestions: [] };
}

const nearestFor = (prompt: string): string[] => [nearestTo(prompt)].filter((one) => one !== null);
const cannot = (part: string, why: string): string => `The built-in generator can't build this: "${part.length <= 200 ? part : `${part.slice(0, 199)}\u2026`}". ${why}`;
/** Each reason, so that nobody takes one part out to be refused with the next. */
const impossible = (part: string, whys: readonly string[], [nearest]: readonly string[]): string => `${cannot(part, [...new Set(whys)].join(" "))} ${nearest === undefined ? whatItCan : `The nearest that it builds: "${nearest}".`}`;

function messageOf(prompt: string, reason: NotUnderstood, read: ReadOutline, near: readonly BlueprintMatch[]): string {
  if (isOtherLanguage(prompt)) return "The built-in generator reads English only. Describe the API in English, or save an Anthropic key under API keys so that Claude reads it.";
  const [nearest] = near;
  if (near.length > 1 && near.every(({ unknown }) => unknown.length === 0)) return `This asks for ${listWords(near.map(({ blueprint }) => blueprint.name.toLowerCase()))} in one. The built-in generator makes one of them per API.`;
  const { open } = read;
  const asked = nearest ? wishIn(nearest.unknown.join(". ")) : null;
  const parts = partsOf(open);
  if (nearest && nearest.unknown.length > 0) return `${whyNear(nearest)}${outOfReachIn(prompt).map(({ part, wish }) => ` "${part}": ${wish.why}`).join("")}${asked && !asked.wish.isVague ? ` ${asked.wish.why}` : ""}`;
  if (isBare(read)) return parts === null ? `The built-in generator doesn't understand this well enough to build it, and it doesn't guess. ${reason.message} ${whatItCan}` : `The built-in generator can't build this: ${parts} ${whatItCan}`;
  if (parts === null) return `The built-in generator isn't sure of all of it. ${reason.message}`;
  const isTold = reason.part === null || open.some(({ text }) => normaliseText(text).includes(reason.part ?? ""));
  return `The built-in generator can't build all of it. ${parts}${isTold ? "" : ` ${reason.message}`}`;
}

/** The parts that aren't built, those of one reason together. */
function partsOf(open: ReadOutline["open"]): string | null {
  if (open.length === 0) return null;
  const told = [...new Set(open.map(({ why }) => why))].map((why) => `${listWords(open.filter((one) => one.why === why).map(({ text }) => `"${text.replace(/\s+/g, " ")}"`))}: ${why}`);
  const rest = told.length - MOST_TOLD;
  return told.slice(0, MOST_TOLD).join(" ") + (rest > 0 ? ` And ${rest} more.` : "");
}

/** What was not found in the nearest blueprint, as it was written: it may do some of it in other words. */
function whyNear({ blueprint, unknown, isOther, strange, why }: BlueprintMatch): string {
  if (isOther) return `This is close to the ${blueprint.name} blueprint, which doesn't speak of ${listWords(strange.slice(0, 6).map((part) => `"${part}"`))}.${why === null ? "" : ` ${why}`}`;
  return `This is close to the ${blueprint.name} blueprint, in which this was not found: ${listWords(unknown.slice(0, 6).map((part) => `"${part}"`))}.${why === null ? "" : ` ${why}`}`;
}

/** Of a long description with its own fields, a blueprint that does less than this of it is another thing. */
function nearBlueprints(prompt: string): BlueprintMatch[] {
  const isShort = prompt.split(/\s+/).length < MANY_WORDS && namedFields(prompt).length < OWN_FIELDS;
  const missed = ({ unknown, leftOut }: BlueprintMatch): number => [...unknown, ...leftOut.map(({ quote }) => quote)].join("").length / prompt.length;
  return matchBlueprints(stripLeadIns(prompt)).filter((match) => isShort || missed(match) <= MOST_MISSED).toSorted((one, other) => missed(one) - missed(other));
}

/** Without the marks that the reader puts: "status {open|closed}" was written in brackets. */
const asWritten = (message: string, prompt: string): string => message.replace(/ ?\{([^{}]+)\}/g, (_all, values: string) => ` (${values.replaceAll("|", ", ")})`).replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => (prompt.toLowerCase().includes(name) ? name : name.replaceAll("_", " ")));

const MOST_OFFERED = 3;
const MOST_TOLD = 4;
const MANY_WORDS = 20;
const MOST_MISSED = 0.6;
/** Whoever names so many fields wants them kept. */
const OWN_FIELDS = 3;
