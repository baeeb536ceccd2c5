import { cutText } from "#lib/cut-text.ts";
import { answerWithBlueprint } from "./answer-with-blueprint.ts";
import { losesThing } from "./loses-thing.ts";
import { isMostKept, leaveOut, weightLeftOut } from "./leave-out.ts";
import { type BlueprintMatch, matchBlueprints } from "./match-blueprint.ts";
import type { GeneratedApi } from "./parse.ts";
import { listedFields, namedFields } from "./resource-builder/listed-fields.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { readSideEffects } from "./resource-builder/read-side-effects.ts";
import { readSurroundings } from "./resource-builder/read-surroundings.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";
import { listWords } from "./resource-builder/words.ts";
import { whyNotBuilt } from "./why-not-built.ts";
import { withoutSideEffects } from "./without-side-effects.ts";

/** Throws NotUnderstood. What can't be built and isn't the point is left out, and said to be: whoever lets it go live looks at that first. */
export function buildDescription(description: string): GeneratedApi {
  const surroundings = readSurroundings(description);
  const spoken = surroundings.rest === "" ? description : surroundings.rest;
  const api = buildMost(spoken);
  return { ...api, assumptions: [...api.assumptions, ...surroundings.assumptions].slice(0, 30), leftOut: [...surroundings.leftOut, ...api.leftOut].map((line) => cutText(line, 400)).slice(0, 30) };
}

/** A blueprint that does all of it, unless fields of one's own are listed; else the resource builder. */
function buildWhole(description: string): GeneratedApi {
  const whole = answerWithBlueprint(description, "whole");
  if (whole && listedFields(description).length === 0) return whole;
  try {
    return buildThings(description);
  } catch (error) {
    if (!whole || !(error instanceof NotUnderstood)) throw error;
    return whole;
  }
}

/** The things without what only adds, or the blueprint that does most of it: whichever leaves out less. */
function buildMost(description: string): GeneratedApi {
  const near = nearBlueprint(description);
  try {
    const things = leaveOut(description, (text) => withoutSideEffects(text, buildWhole));
    return near && weightLeftOut(near.leftOut) < weightLeftOut(things.leftOut) ? near : things;
  } catch (error) {
    if (!near || !(error instanceof NotUnderstood)) throw error;
    return near;
  }
}

/** The one blueprint that does at least half of it, beside its side effects. */
function nearBlueprint(description: string): GeneratedApi | null {
  const sides = readSideEffects(description, true) ?? readSideEffects(description, false);
  for (const { rest, leftOut } of [{ rest: description, leftOut: [] }, ...(sides?.isMost ? [sides] : [])]) {
    const near = answerWithBlueprint(rest, "most");
    if (near && isMostKept(rest, near.leftOut) && !losesThing(rest, near.leftOut)) return { ...near, leftOut: [...near.leftOut, ...leftOut] };
  }
  return null;
}

/** Without a field of its own, what speaks of a blueprint is no thing to keep: "feature flags with rollout by country". */
function buildThings(description: string): GeneratedApi {
  const [near] = namedFields(description).length === 0 && !LISTS.test(description.replace(/\([^)]*\)/g, "")) ? matchBlueprints(description) : [];
  // What can't be read as things either is told as that.
  if (near && whyNotBuilt(description, buildResources) === null) throw new NotUnderstood(whyNotOf(near), near.unknown[0] ?? null);
  return buildResources(description);
}

/** It reads as a thing without fields, of which the blueprint has all but some parts. */
function whyNotOf({ blueprint, unknown, leftOut, isOther, strange }: BlueprintMatch): string {
  const parts = (isOther ? strange : [...unknown, ...leftOut.map(({ quote }) => quote)]).slice(0, 3);
  return `${parts.length > 0 ? `The ${blueprint.name} blueprint is the nearest, and ${isOther ? "doesn't speak of" : "this was not found in it:"} ${listWords(parts.map((part) => `"${part}"`))}. ` : ""}To have something of its own built, name what it keeps, for example "${blueprint.name.toLowerCase()} with name, date and status".`;
}

/** Three things or more after "with", "has" or a colon are fields, however they are put. */
const LISTS = /(?:\b(?:with|has|have)\b|:)(?:[^.;]*(?:,| and )){2}/i;
