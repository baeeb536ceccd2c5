import { cutText, shorten } from "#lib/cut-text.ts";
import type { GeneratedApi } from "../parse.ts";
import { apiOfPlan } from "../resource-builder/api-of-plan.ts";
import { listWords } from "../resource-builder/words.ts";
import { plainName } from "./name-of.ts";
import { pluralOf } from "./outline-issues.ts";
import { outlineOf } from "./outline-of.ts";
import { planOfOutline } from "./plan-of-outline.ts";
import type { Outline } from "./schema.ts";

/** The API of an outline. Left out is what the description says beside it: what was never understood, and what was taken out. */
export function apiOfOutline(outline: Outline, description: string): GeneratedApi {
  const { outline: read, open } = outlineOf(description);
  const api = apiOfPlan(planOfOutline(outline));
  const leftOut = [...open.map(({ text, why }) => `"${short(text)}": ${why}`), ...takenOut(read, outline)];
  return { ...api, assumptions: [...assumptionsOf(outline), ...api.assumptions].map((line) => cutText(line, 400)).slice(0, 30), leftOut: leftOut.map((line) => cutText(line, 400)).slice(0, 30) };
}

function assumptionsOf({ things }: Outline): string[] {
  const guesses = things.flatMap((thing) => {
    const names = thing.fields.filter(({ isGuess }) => isGuess).map(({ name }) => name);
    return names.length === 0 ? [] : [`The kind of ${listWords(names)} of ${pluralOf(thing)} was guessed, and kept in the outline`];
  });
  return ["It was built from an outline of the description: exactly its things and fields", ...guesses];
}

/** What was read in the description and isn't in the outline that was sent. */
function takenOut(read: Outline, sent: Outline): string[] {
  return read.things.flatMap((thing) => {
    const same = sent.things.find(({ singular }) => plainName(singular) === plainName(thing.singular));
    if (!same) return sent.things.length < read.things.length ? [`"${pluralOf(thing)}": taken out of the outline.`] : [];
    const gone = thing.fields.filter(({ name, isGuess }) => isGuess !== true && !same.fields.some((field) => plainName(field.name) === plainName(name)));
    return gone.length > 0 && same.fields.length < thing.fields.length ? [`"${listWords(gone.map(({ name }) => name))}" of ${pluralOf(thing)}: taken out of the outline.`] : [];
  });
}

const short = (text: string): string => shorten(text).replace(/\s+/g, " ");
