import { askKind } from "./resource-builder/ask-kind.ts";
import { namedFields } from "./resource-builder/listed-fields.ts";
import { isPlural } from "./resource-builder/words.ts";
import { whyNotBuilt } from "./why-not-built.ts";

/** The description with "(text)", or "(list)" of several, behind each field whose kind isn't said, when it builds so; null when it doesn't. */
export function withKinds(prompt: string, build: (description: string) => unknown): string | null {
  if (namedFields(prompt).length === 0) return null;
  let description = prompt;
  for (let tries = 0; tries <= MAX_KINDS; tries += 1) {
    const reason = whyNotBuilt(description, build);
    if (reason === null) return description === prompt ? null : description;
    if (!reason.isKindMissing || reason.part === null) return null;
    const named = new RegExp(`\\b${reason.part.replace(/[^a-z0-9 ]/gi, "").replaceAll(" ", "[ _-]")}(?:e?s)?\\b(?! \\()`, "i");
    if (!named.test(description)) return null;
    description = description.replace(named, (found) => `${found} (${askKind(found.toLowerCase()) ?? (isPlural(found.split(" ").at(-1) ?? "") ? "list" : "text")})`);
  }
  return null;
}

const MAX_KINDS = 6;
