import type { Blueprint } from "#lib/blueprints/blueprint.ts";
import type { Place } from "./other-values.ts";
import { singular } from "./resource-builder/words.ts";

/** Where a description turns one quantity into another: "cups to grams". */
interface Crossing extends Place {
  one: string;
  other: string;
}

/** The places where a description turns a quantity into another one, of those that the blueprint keeps apart. */
export function acrossQuantities({ quantities }: Blueprint, description: string): Crossing[] {
  if (!quantities) return [];
  const text = masked(description.toLowerCase());
  const of = new Map(Object.entries(quantities).flatMap(([quantity, words]) => words.split(" ").map((word) => [word, quantity] as const)));
  return chainsOf(text, of).flatMap(({ runs, isBetween }) => (isBetween && runs[0] ? crossingBetween(runs[0]) : null) ?? crossingAlong(runs) ?? []);
}

interface Item extends Place {
  quantity: string;
  /** "weight", not "kg". */
  isName: boolean;
}
/** Runs of units, each turned into the next: "km to miles and kg to pounds" has three. */
interface Chain {
  isBetween: boolean;
  runs: Item[][];
}

/** Units of several words as one, in their places: "miles per hour", "fluid ounces". A slash between two alone turns one into the other. */
const masked = (text: string): string => text
  .replace(/\b[a-z]+(?: ?\/ ?(?:h|hr|hours?|s|sec|seconds?)| (?:per|an?) (?:hour|second))\b/g, (unit) => "mph".padEnd(unit.length))
  .replace(/\b(?:fluid ounces?|fl\.? ?oz)\b|\bcubic [a-z]+\b/g, (unit) => "cup".padEnd(unit.length))
  .replace(/(?<=[a-z])-(?=[a-z])/g, " ")
  .replace(/(?<![/a-z])([a-z]+)\/([a-z]+)(?![/a-z])/g, "$1→$2");

const TURNED = /^(?:to|into|in|as|from|->|=>|→)$/;
/** What may stand among units. */
const FILLER = /^(?:and|or|the|an?|of|my|our|each|any|some|both|all|is|are|there|how|many|much|metric|imperial|us|nautical|degrees?|units?|values?|[,&+/()°]|\d[\d.,]*)$/;

function chainsOf(text: string, of: ReadonlyMap<string, string>): Chain[] {
  const chains: Chain[] = [];
  let runs: Item[][] = [[]];
  let isBetween = false;
  const end = (): void => {
    if (runs.some((run) => run.length > 0)) chains.push({ isBetween, runs: runs.filter((run, index) => run.length > 0 || index === runs.length - 1) });
    runs = [[]];
  };
  for (const { 0: word, index } of text.matchAll(/->|=>|[a-z]+|\d[\d.,]*|\S/g)) {
    const known = [word, singular(word), word.replace(/s$/, "")].find((name) => of.has(name)) ?? word;
    const quantity = of.get(known);
    if (quantity !== undefined) runs.at(-1)?.push({ quantity, isName: NAMES.test(known), from: index, to: index + word.length });
    else if (TURNED.test(word)) runs.push([]);
    else if (!FILLER.test(word)) { end(); isBetween = word === "between"; }
  }
  end();
  return chains;
}

const NAMES = /^(?:temperature|length|distance|mass|weight|volume|speed)$/;

const crossing = (one: Item, other: Item): Crossing => ({ from: Math.min(one.from, other.from), to: Math.max(one.to, other.to), one: one.quantity, other: other.quantity });

/** "between cups and grams", "between weight and volume": a unit alone has none to be turned into. */
function crossingBetween(run: readonly Item[]): Crossing | null {
  const [first, second] = run;
  const alone = first && second && run.length === 2 && first.isName && second.isName ? first : run.find((item) => !hasPartner(item, run));
  const other = run.find(({ quantity }) => quantity !== alone?.quantity);
  return alone && other ? crossing(alone, other) : null;
}

/** Each unit of a run is turned into one of those that follow of its quantity; what follows them begins anew. */
function crossingAlong([first = [], ...others]: readonly Item[][]): Crossing | null {
  let from = first;
  for (const [index, run] of others.entries()) {
    // Into something else: "in one call".
    if (run.length === 0) return null;
    const units = from.some(({ isName }) => !isName) ? from.filter(({ isName }) => !isName) : from;
    const until = run.findIndex((item) => !units.some(({ quantity }) => quantity === item.quantity));
    const into = until < 0 ? run : run.slice(0, until);
    const rest = until < 0 ? [] : run.slice(until);
    // Of several quantities by name, one is enough: "length and mass from km to miles and kg to pounds".
    const missed = units.find((unit) => !into.some(({ quantity }) => quantity === unit.quantity) && !(unit.isName && into.length > 0));
    const lone = index === others.length - 1 ? rest.find((item) => !hasPartner(item, rest)) : undefined;
    const [unit] = units;
    const target = missed ? run.find(({ quantity }) => quantity !== missed.quantity) : lone;
    if (unit && target) return crossing(missed ?? unit, target);
    from = rest.length > 0 ? rest : run.slice(-1);
  }
  return null;
}

const hasPartner = (item: Item, run: readonly Item[]): boolean => item.isName || run.some((other) => other !== item && other.quantity === item.quantity);
