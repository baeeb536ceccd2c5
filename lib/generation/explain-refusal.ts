import type { GeneratorOutcome } from "./generator.ts";
import { piecesOf } from "./clauses.ts";
import { nearDescriptions } from "./near-descriptions.ts";
import { causeOf } from "./refusal-causes.ts";
import { factsOf, OWN_FIELDS, type RefusalFacts } from "./refusal-facts.ts";
import type { NotUnderstood } from "./resource-builder/not-understood.ts";
import { whyNotBuilt } from "./why-not-built.ts";

/** Puts a refusal in words that help: which part, why, what is possible, and descriptions near it that build as they stand. */
export function explainRefusal(prompt: string, reason: NotUnderstood, build: (description: string) => unknown): GeneratorOutcome & { kind: "refusal" } {
  const facts = factsOf(prompt, reason, build);
  return { kind: "refusal", message: asWritten(causeOf(facts), prompt), suggestions: suggestionsOf(facts, build) };
}

/** The description itself, changed; then what is near it; then what is near the reason. */
function suggestionsOf({ prompt, reason, cut, typed, shorter, near, nearest, asked, rule }: RefusalFacts, build: (description: string) => unknown): string[] {
  const named = /for example "([^"]+)"/.exec(reason.message)?.[1];
  const changed = [cut, cut === null ? typed : null, shorter?.description ?? null].filter((one) => one !== null);
  const blueprints = shorter && piecesOf(prompt).length > OWN_FIELDS ? [] : near.map(({ blueprint }) => blueprint.examplePrompt);
  const alike = cut === null ? nearDescriptions(prompt, nearest ? 1.5 : undefined).slice(0, 3) : [];
  const isExample = named !== undefined && !asked && !shorter && !rule && near.length === 0 && cut === null;
  const all = [...changed, ...blueprints, ...alike, ...(isExample ? [named] : []), ...(asked?.wish.suggestions ?? [])];
  return [...new Set(all)].filter((suggestion) => whyNotBuilt(suggestion, build) === null).slice(0, 3);
}

/** Without the marks that the reader puts: "status {open|closed}" was written in brackets. */
const asWritten = (message: string, prompt: string): string => message.replace(/ ?\{([^{}]+)\}/g, (_all, values: string) => ` (${values.replaceAll("|", ", ")})`).replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => (prompt.toLowerCase().includes(name) ? name : name.replaceAll("_", " ")));
