import { inferKind, isAmount } from "../infer-kind.ts";
import { isTextNoun } from "../field-nouns.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Field, Resource, ResourcePlan } from "../resource-plan.ts";
import { isPlural, withArticle } from "../words.ts";

/** Throws where a field would be kept as text only because nothing says what it holds: how many, which ones, whether, or in words? `text`: the description. */
export function auditKinds(text: string, { resources }: ResourcePlan): void {
  for (const resource of resources) {
    for (const field of resource.fields) {
      if (isUnsure(field, text)) throw new NotUnderstood(`It isn't clear what the "${field.label}" of ${withArticle(resource.singular)} holds. Say it behind the name: "${field.label} (text)", "(number)", "(date)" or "(yes/no)".`, field.label);
      const other = namesakeOf(field, resource, resources);
      if (other) throw new NotUnderstood(`It isn't clear whether the "${field.label}" of ${withArticle(resource.singular)} is one of the ${other.plural}.`, field.label);
    }
  }
}

/** It would be text for want of a better word. */
export const isUnsure = ({ label, kind, isReadOnly }: Field, text: string): boolean =>
  (kind === "integer" && HOW_MANY.test(label) && !isAmount(label))
  || (kind === "text" && isReadOnly !== true && !inferKind(label).isSure && (isPlural(label.split(" ").at(-1) ?? "") || !isTextNoun(label)) && !isTold(label, text));

/** "app (text)": the description says it itself. */
const isTold = (label: string, text: string): boolean => ["text", "string", "free text"].some((kind) => text.includes(`${label} (${kind})`));

/** "shoes used": how many, or which? */
const HOW_MANY = /^[a-z]+s [a-z]+(?:ed|en)$/;

/** "lessons with course name; children with course": the same word names both. */
const namesakeOf = ({ label, kind }: Field, own: Resource, resources: readonly Resource[]): Resource | undefined =>
  kind !== "text" ? undefined : resources.find((other) => other !== own && !own.fields.some(({ target }) => target === other.singular) && (other.singular.split(" ").at(-1) === label || other.fields.some((field) => field.label === `${label} name`)));
