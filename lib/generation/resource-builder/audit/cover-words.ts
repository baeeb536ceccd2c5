import { NotUnderstood } from "../not-understood.ts";
import { numberOf } from "../number-words.ts";
import type { Resource, ResourcePlan } from "../resource-plan.ts";
import { type Account, accountsOf, figuresOf } from "./accounts.ts";
import { FRAMES, isLoaded, JOINERS } from "./frame.ts";
import { stemOf, stemsOf } from "./stem-of.ts";

/** Words of a description that nothing in the plan answers for, with the part of the sentence that they stand in. */
export interface Uncovered {
  words: string[];
  clause: string;
}

/** Throws where a word of the text is neither a name in the plan, nor answered for by a part of it, nor a mere turn of phrase. */
export function coverWords(text: string, plan: ResourcePlan): void {
  const [first] = uncoveredIn(text, plan);
  if (first) throw new NotUnderstood(`"${first.words[0] ?? ""}" in "${first.clause}" isn't understood: nothing that would be built holds it.`, first.clause);
}

export function uncoveredIn(text: string, { resources, assumptions }: ResourcePlan): Uncovered[] {
  const said = text.replace(/\bwhat's\b/g, "what is");
  const left = FRAMES.reduce((rest, { said: frame }) => rest.replace(new RegExp(frame.source, "g"), blank), withoutQuoted(said, assumptions));
  const scopes = spansOf(said, SENTENCE_END).map((sentence) => ({ sentence, scope: scopeOf(said.slice(...sentence), resources) }));
  return scopes.flatMap(({ sentence: [from, to], scope }, index) => {
    // What stands in brackets alone goes with what stands before them.
    const parts = spansOf(said.slice(from, to).replace(/\(([^(),]*)\)/g, " $1 "), /[,:()[\]{}]/);
    let open: Account[] = [];
    return parts.flatMap(([start, end], place) => {
      const part = said.slice(from + start, from + end);
      const here = stemsOf(part);
      const near = scope.accounts.filter(({ anchors }) => anchors.size === 0 || [...anchors].some((anchor) => here.has(anchor)));
      open = [...here].some((stem) => scope.names.has(stem)) ? near : [...open, ...near];
      const rest = left.slice(from + start, from + end);
      const words = [...rest.matchAll(WORD)].filter(({ 0: word, index: at }) => !isCovered(word, scope, open) && !(index === 0 && place === 0 && isInTitle(part, rest, at, scope.nouns) && !isLoaded(word)) && !isJoin(part, at)).map(([word]) => word);
      return words.length > 0 ? [{ words, clause: part.trim() }] : [];
    });
  });
}

const SENTENCE_END = /[.!?](?=\s|$)|[;\n]/;
const WORD = /(?:(?<=^|[\s(])-)?[a-z0-9][a-z0-9']*(?:\.\d+)?/g;
const blank = (found: string): string => " ".repeat(found.length);

/** What a rule quotes as its own is covered by it; that it is to be shown too. */
function withoutQuoted(text: string, assumptions: readonly string[]): string {
  const quotes = assumptions.flatMap((line) => [...line.matchAll(/"([^"]+)"/g)].map(([, quote = ""]) => quote));
  return quotes.toSorted((one, other) => other.length - one.length).reduce((rest, quote) => rest.replace(quote, (found) => "\u0000".padEnd(found.length)), text);
}

/** Where the parts of a text begin and end. */
function spansOf(text: string, end: RegExp): [from: number, to: number][] {
  const ends = [...text.matchAll(new RegExp(end.source, "g"))].map(({ index }) => index);
  return [...ends, text.length].map((to, index) => [index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, to]);
}

interface Scope { names: ReadonlySet<string>; nouns: ReadonlySet<string>; accounts: readonly Account[] }

/** What a sentence may speak of: the things that it names, or all where it names none. */
function scopeOf(sentence: string, resources: readonly Resource[]): Scope {
  const stems = stemsOf(sentence);
  const named = resources.filter(({ singular }) => stems.has(stemOf(singular.split(" ").at(-1) ?? "")));
  // "A member borrows a tool:" is about the loan of one to the other.
  const joining = resources.filter(({ fields }) => named.filter(({ singular }) => fields.some(({ target }) => target === singular)).length > 1);
  const about = named.length > 0 ? [...new Set([...named, ...joining])] : resources;
  const nouns = resources.flatMap(({ singular, plural, aggregates }) => [singular, plural, ...aggregates.map(({ label }) => label)]);
  const parts = about.flatMap(({ fields, transitions, counters }) => [...fields.flatMap(({ label, options = [] }) => [label, ...options]), ...[...transitions, ...counters].map(({ action }) => action)]);
  return { names: stemsOf([...nouns, ...parts].join(" ")), nouns: stemsOf(resources.map(({ singular }) => singular).join(" ")), accounts: [...about.flatMap(accountsOf), ...resources.filter((resource) => !about.includes(resource)).flatMap(figuresOf)] };
}

const isCovered = (word: string, { names }: Scope, open: readonly Account[]): boolean =>
  JOINERS.has(word) || names.has(stemOf(word)) || names.has(stemOf(word.replace(/^un/, ""))) || open.some(({ words, figures }) => words.test(word) || figures.includes(numberOf(word)));

const MOST_TITLE = 6;

/** "Music school:", "My mother wants to keep her medicine:": whose things they are, and where, before the first of their fields. "Ships on loan" says more of the ships. */
function isInTitle(part: string, rest: string, at: number, nouns: ReadonlySet<string>): boolean {
  const end = / (?:with|have|has) /.exec(part)?.index ?? part.length;
  const thing = [...part.slice(0, end).matchAll(WORD)].findLast(([word]) => nouns.has(stemOf(word)))?.index ?? end;
  const isHeading = COLLECTED.test(part.slice(thing, end)) || (end === part.length && !(part.slice(thing, at).match(/[a-z']+/g) ?? []).some((word) => JOINERS.has(word)));
  return at < end && (at < thing || isHeading || PLACE.test(part.slice(0, at))) && (rest.slice(0, end).match(/[a-z']+/g) ?? []).filter((word) => !JOINERS.has(word)).length <= MOST_TITLE;
}

/** "song playlist", "workout log": many of the thing. */
const COLLECTED = /^[a-z]+ (?:book|collection|form|playlist|log|list|diary|journal|archive|register|directory|board|library|database|records?|entries|data)$/;
const PLACE = /\b(?:for|at|in|of|from) (?:(?:an?|the|our|my|your|their|old) )?(?:[a-z]+ )?$/;

/** "is leased to one tenant": a verb that says how two things belong together. */
const isJoin = (part: string, at: number): boolean => /^[a-z]+ (?:to|by|in|at|on|for|with|from) (?:one|an?|the|its|many|some|several|exactly one) /.test(part.slice(at)) && /(?:\b(?:is|are|be|gets?|and|can) |\b(?:an?|each|every|one) [a-z]+ )$/.test(part.slice(0, at));
