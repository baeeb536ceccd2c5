import type { Blueprint } from "#lib/blueprints/blueprint.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { answeringMatches, type BlueprintMatch } from "./match-blueprint.ts";
import { freeValues } from "./other-values.ts";
import type { GeneratedApi } from "./parse.ts";
import { restricts } from "./read-clauses.ts";
import { listedNames } from "./resource-builder/listed-fields.ts";
import { camelCase, listWords } from "./resource-builder/words.ts";

/** The blueprint that a description asks for, with the parameters it names; null when none does, or more than one. Whole: nothing is left out. */
export function answerWithBlueprint(description: string, extent: "whole" | "most"): GeneratedApi | null {
  const matches = answeringMatches(description);
  const [match] = matches;
  if (!match || matches.length !== 1 || (extent === "whole" && match.leftOut.length > 0)) return null;
  // Who names two things with their fields wants those kept, not things that a blueprint has in their place.
  if (extent === "most" && match.leftOut.length > 1 && [...description.matchAll(OWN_THINGS)].length > 1) return null;
  const { missing, renamed } = ownFields(match, description);
  // Two fields of its own that it can't keep make it another thing.
  const quoted = listedNames(description).filter((label) => match.leftOut.some(({ quote }) => quote.toLowerCase().includes(label)));
  return missing.length + quoted.length > 1 || missing.some(restricts) ? null : apiFor(match, missing, renamed);
}

const OWN_THINGS = /(?<=^|[.;\n] *)(?:[a-z-]+ ){0,4}[a-z-]+(?: ?:| (?:with|have|has)\b| ?\() *[a-z][^.;\n]*(?:,| and )/gi;

/** Says what each parameter is and whether that was asked for, what it leaves out, and which of the named fields the blueprint doesn't call so. */
function apiFor({ blueprint, values, unasked, leftOut }: BlueprintMatch, missing: readonly string[], renamed: readonly string[]): GeneratedApi {
  const api = apiOfBlueprint(blueprint, values);
  const chosen = blueprint.parameters.map(({ name, label, help, default: usual }) => (values[name] === undefined ? `${label}: ${String(usual)}, since nothing else is said. ${help}` : `${label}: ${String(values[name])}, ${unasked.includes(name) ? "since nothing is said of it" : "as you asked"}`));
  const called = renamed.map((label) => `This is the ${blueprint.name} blueprint, which has fields of its own: ${label} is not among them under that name`);
  const lacks = missing.map((label) => `"${label}": this is the ${blueprint.name} blueprint, which has no such field.`);
  return { ...api, assumptions: [...api.assumptions, ...chosen, ...called], leftOut: [...lacks, ...leftOut.map(({ quote, words }) => `"${quote}": this is the ${blueprint.name} blueprint, which ${words.length > 0 ? `knows nothing of ${listWords(words.map((word) => `"${word}"`))}` : "has no such thing"}.`)] };
}

/** The named fields that the blueprint calls otherwise, and those that it lacks and aren't quoted as left out. */
function ownFields({ blueprint, values, leftOut }: BlueprintMatch, description: string): { missing: string[]; renamed: string[] } {
  const source = Object.values(apiOfBlueprint(blueprint, values).files).join("\n");
  const names = new Set([...source.matchAll(/\b(\w+): (?:z\.|[A-Z])/g)].map(([, name = ""]) => name));
  const has = (label: string): boolean => names.has(camelCase(label)) || names.has(`${camelCase(label)}Id`) || source.includes(`path: "/${label.replaceAll(" ", "-")}`);
  // "total per month" is a figure.
  const others = listedNames(withoutFreeValues(blueprint, description)).map((label) => label.replace(/^.* (?:with|have|has) /, "")).filter((label) => !has(label) && !label.includes(" per ") && !leftOut.some(({ quote }) => quote.toLowerCase().includes(label)));
  // What it is about by its own words isn't lacking: a blog's posts are published by an action.
  const isCalled = (label: string): boolean => blueprint.vocabulary.split(" ").includes(label) || [label, label.split(" ").at(-1) ?? label].some((name) => (name !== label && has(name)) || SYNONYMS.some((same) => same.includes(name) && same.some(has)));
  return { missing: others.filter((label) => !isCalled(label)), renamed: others.filter(isCalled) };
}

/** What callers name as they like is no field. */
const withoutFreeValues = (blueprint: Blueprint, description: string): string =>
  freeValues(blueprint, description).toSorted((one, other) => other.from - one.from).reduce((text, { from, to }) => text.slice(0, from) + text.slice(to), description);

/** Names of one fact. */
const SYNONYMS = [
  ["title", "name", "question", "subject", "headline"], ["text", "body", "content", "message", "comment", "note"], ["description", "details", "summary", "notes"], ["author", "user", "reviewer", "consumer", "owner"],
  ["due date", "due", "deadline", "end date", "closes at", "ends at", "closing date"], ["start", "start date", "start time", "starts at", "from"], ["end", "end date", "end time", "ends at", "to"], ["customer", "client", "customer name"], ["product", "thing", "item", "product name"],
  ["rating", "stars", "score"], ["url", "link", "address", "target"], ["tags", "labels", "categories"], ["date", "day", "on", "at", "starts at", "start", "when"], ["place", "location", "venue", "where", "room"], ["price", "amount", "unit price", "cost"], ["quantity", "count", "number", "amount", "stock"], ["sku", "code", "product code", "article number", "item number"], ["interest rate", "annual rate", "rate", "yearly rate"],
];
