import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { acrossQuantities } from "./across-quantities.ts";
import { ofAnother } from "./of-another.ts";
import { freeValues, otherValues, type Place } from "./other-values.ts";
import { isPlainWord } from "./plain-words.ts";
import { type Clause, plainText, readClauses, restricts } from "./read-clauses.ts";
import { readParameters } from "./read-parameters.ts";
import { singular } from "./resource-builder/words.ts";
import { toolInputs } from "./tool-inputs.ts";
import { formsOf, joined, wordsOf } from "./words-of.ts";

export interface BlueprintMatch {
  blueprint: Blueprint;
  /** Parts of the description that keep this blueprint from answering it, quoted. */
  unknown: string[];
  /** Parts that only add something: the blueprint answers without them. */
  leftOut: LeftOut[];
  /** The parts that it does are too few, so that all others are unknown. */
  isOther: boolean;
  /** Parameters that the description names, and those that it would have said something of if it wanted them. */
  values: ParameterValues;
  /** The names of the latter. */
  unasked: string[];
  /** Of one whose parts are too few: the words that it doesn't know, as they were written, and whole parts that it does otherwise. */
  strange: string[];
  /** What its words don't show of why it doesn't answer; null mostly. */
  why: string | null;
}

/** A part as it was written, and the words of it that the blueprint doesn't know; none when it knows the words and does no such thing. */
export interface LeftOut {
  quote: string;
  words: string[];
}

/** The blueprints that a description speaks of. One with nothing unknown answers it; with something unknown it is only near. */
export function matchBlueprints(description: string): BlueprintMatch[] {
  const clauses = readClauses(description);
  const text = joined(plainText(description));
  return catalogue.filter((blueprint) => blueprint.signals.some((signal) => signal.test(text))).map((blueprint) => matchOf(blueprint, clauses, description));
}

/** Those that answer it: of those that leave something out, the ones that leave out least. */
export function answeringMatches(description: string): BlueprintMatch[] {
  const all = matchBlueprints(description).filter(({ unknown }) => unknown.length === 0);
  const least = Math.min(...all.map(lengthLeftOut));
  return all.filter((match) => lengthLeftOut(match) === least);
}

const lengthLeftOut = ({ leftOut }: BlueprintMatch): number => leftOut.map(({ quote }) => quote).join(" ").split(/\s+/).filter(Boolean).length;

function matchOf(blueprint: Blueprint, clauses: readonly Clause[], description: string): BlueprintMatch {
  const read = readParameters(blueprint, clauses.map(({ text }) => joined(text)));
  const isWithin = (places: readonly Place[], clause: Clause): boolean => places.some(({ from, to }) => clause.from < to && from < clause.to);
  const [free, lists, inputs] = [freeValues(blueprint, description), otherValues(blueprint, read.values, description), isTool(blueprint) ? toolInputs(description) : []];
  const crossed = acrossQuantities(blueprint, description);
  const judged = clauses.map((clause, index): Judged => {
    const judgement = judge(blueprint, joined(clause.text), withSubject(blueprint, read.rests[index] ?? "", clauses[index - 1], description.slice(clauses[index - 1]?.to ?? clause.from, clause.from)));
    // A value that it doesn't have, and an input that it doesn't take, are missed wherever it is used.
    const isMissed = isWithin([...lists, ...crossed], clause) || (judgement.verdict === "adds" && inputs.some(({ from, to }) => from < clause.to && clause.to <= to + 1));
    if (judgement.verdict === "adds" && isWithin(free, clause)) return { ...clause, ...judgement, verdict: "covered", strange: [] };
    return { ...clause, ...judgement, verdict: isMissed ? "blocks" : judgement.verdict };
  });
  const strange = strangersIn(judged, blueprint);
  const blocking = judged.filter(({ verdict }) => verdict === "blocks");
  const left = judged.filter(({ verdict }) => verdict === "adds");
  const unasked = Object.entries(blueprint.unasked ?? {}).filter(([name, { of }]) => read.values[name] === undefined && !clauses.some(({ text }) => of.test(joined(text))));
  const match = { blueprint, isOther: false, values: { ...Object.fromEntries(unasked.map(([name, { value }]) => [name, value])), ...read.values }, unasked: unasked.map(([name]) => name), strange: strangeIn(left, description), why: crossed[0] ? `It converts within one quantity, not ${crossed[0].one} into ${crossed[0].other}.` : null, leftOut: [...strange, ...quotesOf(left, judged, description)], unknown: quotesOf(blocking, judged, description).map(({ quote }) => quote) };
  if (left.length === 0 || blocking.length > 0 || isAbout(blueprint, judged)) return match;
  return { ...match, isOther: true, leftOut: [], unknown: match.leftOut.map(({ quote }) => quote) };
}

/** "Medicines with less than 10 left": of what it does for other things nothing is missing but their name. */
function strangeIn(left: readonly Judged[], description: string): string[] {
  const said = left.flatMap((clause) => (clause.isLacking || clause.strange.length === 0 || clause.known === 0 ? quotesOf([clause], left, description).map(({ quote }) => quote) : clause.strange.map((word) => new RegExp(`\\b${word}\\w*`, "i").exec(clause.quote)?.[0] ?? word)));
  return said.filter((one, index) => said.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === index);
}

/** "a code which is unique": what a clause says of the noun before it is kept, or isn't, together with that noun. */
function withSubject({ keeps = [] }: Blueprint, rest: string, before: Clause | undefined, between: string): string {
  const subject = before && /^\s*,?\s*(?:which|that|\()/i.test(between) ? joined(before.text).split(" ").at(-1) ?? "" : "";
  const whole = `${subject} ${rest}`;
  return subject !== "" && keeps.some((kept) => { const found = new RegExp(kept).exec(whole); return found !== null && found.index < subject.length && found.index + found[0].length > subject.length + 1; }) ? whole : rest;
}

interface Judgement {
  /** It is done as said, it only adds something, or it must be done and isn't. */
  verdict: "covered" | "adds" | "blocks";
  /** Words that say something, and how many of them the blueprint knows. */
  content: number;
  known: number;
  /** Its words that say something, and those of them that aren't known. */
  words: string[];
  strange: string[];
  isLacking: boolean;
}
type Judged = Clause & Judgement;

/** The words that the clause which names the thing says beside it: left out one by one, when it says more of the thing itself. */
function strangersIn(judged: Judged[], blueprint: Blueprint): LeftOut[] {
  const first = judged.find(({ content }) => content > 0);
  const isSaid = blueprint.signals.some((signal) => signal.test(joined(judged.map(({ text }) => text).join(", "))));
  if ((isTool(blueprint) && !/^(?:dice|key)-/.test(blueprint.id)) || first?.verdict !== "adds" || !isSaid || !isMostlyKnown(first)) return [];
  first.verdict = "covered";
  const together = new RegExp(`\\b${first.strange.join("\\W+(?:\\w{1,3}\\W+)?")}\\w*`, "i").exec(first.quote)?.[0];
  const quotes = together === undefined ? first.strange.map((word) => new RegExp(`\\b${word}\\w*`, "i").exec(first.quote)?.[0] ?? word) : [together];
  return quotes.map((quote) => ({ quote, words: [] }));
}

/** It begins with what is known: "predicts stock movements" speaks of something else. */
const isMostlyKnown = ({ isLacking, strange, known, words }: Judged): boolean => !isLacking && strange.length <= known && words[0] !== undefined && !strange.includes(words[0]);

/** `rest` is the clause without the parameters that were read from it. */
function judge(blueprint: Blueprint, text: string, rest: string): Judgement {
  const vocabulary = new Set(blueprint.vocabulary.split(" "));
  const isKept = (found: string, at: number, left: string): boolean => !/\d/.test(found) || !ofAnother(left, at, at + found.length, { label: "", vocabulary });
  const unkept = (blueprint.keeps ?? []).reduce((left, kept) => [...left.matchAll(new RegExp(kept, "g"))].reduceRight((text, { 0: found, index }) => (isKept(found, index, left) ? `${text.slice(0, index)} kept ${text.slice(index + found.length)}` : text), left), rest).replace(/\b(?:must|has to|have to)(?: be)? (?= *kept\b)/g, "").replace(/(?<![a-z0-9.])\d+(?![a-z0-9])/g, (number) => (isTool(blueprint) || isInExample(blueprint, number, text) ? " " : number));
  const words = [...new Set(wordsOf(unkept))].filter((word) => word !== "kept" && !isPlainWord(word) && !(isTool(blueprint) && TAKES.test(word)));
  const known = words.filter((word) => formsOf(word).some((form) => vocabulary.has(form)));
  const kept = rest.length < text.length || unkept !== rest ? 1 : 0;
  const isContrary = (blueprint.contradicts ?? []).some((contrary) => contrary.test(text));
  const isLacking = isContrary || (blueprint.lacks ?? []).some((lacking) => lacking.test(text)) || (words.length === 0 && kept === 0 && /\bwho\b/.test(text)) || OF_USERS.test(unkept) || isPerOther(unkept, vocabulary);
  const counts = { content: words.length + kept, known: isLacking ? 0 : known.length + kept, words, strange: words.filter((word) => !known.includes(word)), isLacking };
  if (known.length === words.length && !isLacking && !restricts(unkept)) return { verdict: "covered", ...counts };
  return { verdict: isContrary || restricts(rest) ? "blocks" : "adds", ...counts };
}

/** What says that something goes in. */
const TAKES = /^(?:takes?|taking|given|inputs?|accepts?|accepting|passed)$/;

/** Users are plain words, but what is kept of each of them, or them as things, is a wish. */
const OF_USERS = /\b(?:per|by|for each|for every|of each) (?:user|person|people)\b|\b(?:list|manage|delete|edit|all) (?:all |the )*users\b(?! (?:can|should|may|must|will)\b)/;

/** "tax per customer" is something else than tax and customers: what is kept per what stands in the vocabulary as "per-month". */
const isPerOther = (text: string, vocabulary: ReadonlySet<string>): boolean => [...text.matchAll(/\b(?:per|for each|for every) ([a-z]+)/g)].some(([, of = ""]) => of !== "kept" && !vocabulary.has(`per-${singular(of)}`));

/** What is left when the other parts are left out still speaks of this blueprint, begins with it, and is most of what was said. */
function isAbout(blueprint: Blueprint, judged: readonly Judged[]): boolean {
  const covered = judged.filter(({ verdict }) => verdict === "covered");
  const rest = joined(covered.map(({ text }) => text).join(", "));
  const sum = (all: readonly Judged[]): number => all.reduce((total, { content }) => total + content, 0);
  const first = judged.find(({ content }) => content > 0);
  const left = judged.filter(({ verdict }) => verdict === "adds");
  return first?.verdict === "covered" && blueprint.signals.some((signal) => signal.test(rest)) && sum(covered) > left.reduce((total, clause) => total + (isMostlyKnown(clause) ? clause.strange : wordsOf(clause.text).filter((word) => !SMALL.test(word))).length, 0);
}

/** What is left out counts with its verbs. */
const SMALL = /^(?:an?|the|and|or|of|to|in|on|at|by|for|from|with|per|is|are|be|can|should|will|i|we|you|it|they|me|us|my|our|their|his|her|its|that|which|also|users?|people)$/;

/** Quoted as they were written; neighbours in one quote. */
function quotesOf(some: readonly Judged[], all: readonly Judged[], description: string): LeftOut[] {
  const runs: { from: number; to: number; words: string[] }[] = [];
  for (const [index, clause] of all.entries()) {
    if (!some.includes(clause)) continue;
    const before = all[index - 1];
    const last = runs.at(-1);
    const words = isMostlyKnown(clause) ? clause.strange : [];
    const isNext = before !== undefined && some.includes(before) && !/[.;\n]/.test(description.slice(last?.to ?? 0, clause.from));
    if (last && isNext) Object.assign(last, { to: clause.to, words: last.words.length > 0 && words.length > 0 ? [...last.words, ...words] : [] });
    else runs.push({ from: clause.from, to: clause.to, words });
  }
  return runs.map(({ from, to, words }) => ({ quote: closed(description.slice(from, to).trim()), words }));
}

const closed = (quote: string): string => (quote.split("(").length > quote.split(")").length ? `${quote})` : quote);

/** What calculates takes any number. */
const isTool = ({ id }: Blueprint): boolean => /^(?:dice-and-coins|unit-conversion|random-ids-and-passwords|text-statistics|date-calculator|loan-and-interest-calculator|key-value-store)$/.test(id);

/** A number that a blueprint's own example names, of the same noun. Any other asks for something else, unless `keeps` or `asks` know it. */
const isInExample = ({ examplePrompt }: Blueprint, number: string, text: string): boolean =>
  [...examplePrompt.toLowerCase().matchAll(new RegExp(`([a-z]+) ${number}\\b(?: (?:to|-) \\d+)?(?: ([a-z]{3,}))?|\\b\\d+ (?:to|-) ${number} ([a-z]+)`, "g"))].some(([, before = "", after, last]) => new RegExp(`\\b${last ?? after ?? before}`).test(text));
