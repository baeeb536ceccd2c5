import type { GeneratedApi } from "./parse.ts";
import { defaultOf } from "./resource-builder/emit-fields.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";
import { listWords } from "./resource-builder/words.ts";

const NEEDED = /\b(?:must|has to|have to|needs? to|should)(?: always)? (?:be (?:filled in|filled out|given|there|present|entered|provided|required|mandatory)|not be (?:empty|blank|missing|left (?:out|empty|blank)))\b|\b(?:is|are) (?:always )?(?:required|mandatory|needed|compulsory|obligatory|necessary|a must)\b|\b(?:can't|cannot|can not|may not|mustn't) be (?:empty|blank|missing|left (?:out|empty|blank))\b/i;
/** It says what holds of the others itself. */
const OF_OTHERS = /\b(?:only|rest|everything|all|else|others?|every|not (?:required|mandatory|needed|necessary)|unless|if|when)\b/i;

/** "Name and cake must be filled in" leaves open whether the others must be, too. Where they must, that is said. */
export function sayRequired(description: string, api: GeneratedApi): GeneratedApi {
  const sentences = description.split(/(?<=[.;!?])\s+|\n+/).map((one) => one.toLowerCase()).filter((one) => NEEDED.test(one));
  if (sentences.length === 0 || OF_OTHERS.test(sentences.join(" "))) return api;
  const isNamed = (label: string): boolean => sentences.some((one) => new RegExp(`\\b${label.toLowerCase().split(" ").at(-1) ?? ""}s?\\b`).test(one));
  const lines = (planOf(api)?.resources ?? []).flatMap(({ plural, fields }) => {
    const required = fields.filter((field) => !field.isReadOnly && field.isRequired && field.kind !== "boolean" && defaultOf(field) === null);
    const others = required.filter(({ label }) => !isNamed(label));
    return others.length === 0 || others.length === required.length ? [] : [`${plural}: ${listWords(others.map(({ label }) => label))} must be given too, since nothing says that ${others.length > 1 ? "they" : "it"} may be left out`.slice(0, 400)];
  });
  return lines.length === 0 ? api : { ...api, assumptions: [...api.assumptions, ...lines].slice(0, 30) };
}
