import type { Outline } from "../schema.ts";
import { isFrame } from "./frame-words.ts";
import { mentionsIn } from "./mentions.ts";

const DELETE = /\b(?:delet(?:e|ed|ing)|remov(?:e|ed|ing))\b/i;
const WORDS = new Set("delete deleted deleting remove removed removing while as long possible forbidden impossible when refer refers".split(" "));

/** "Nobody can see or change the catches of another" */
const OWN_ONLY = /^(?:and )?(?:nobody|no ?one|users|they|people|one|members?) (?:else )?(?:can't|cannot|can|may|must not|may not|should) (?:only )?(?:see|read|view|change|edit|delete|access)(?:(?:,| or| and|, or) (?:see|read|view|change|edit|delete|access))* (?:the )?(?:[a-z]+ of (?:another|others|other [a-z]+|somebody else|someone else)|(?:others'?|other (?:people|users|members)(?:'s?)?|someone else's|somebody else's|another's) ?[a-z]*)(?: [a-z]+)?$/i;
const REAL_EMAIL = /^(?:the )?(?:contact )?e-?mails?(?: address(?:es)?)? (?:must|has to|have to|should) (?:be|look like) (?:an? )?(?:real|valid|proper|correct)(?:[ -]looking)?(?: (?:one|address|email|e-mail))?$/i;

/** "Deleting a device with calibrations is not allowed": what others point to is never deleted before them. */
export function heldAnyway(clause: string, { things }: Outline): boolean {
  if (OWN_ONLY.test(clause)) return things.every(({ ownership }) => ownership === "perConsumer");
  if (REAL_EMAIL.test(clause)) return things.some(({ fields }) => fields.some(({ kind }) => kind === "email"));
  if (!DELETE.test(clause) || !/\b(?:not|never|cannot|forbidden|impossible|no)\b|n't\b/i.test(clause) || !/\b(?:with|has|have|while|as long as|if|there are|when)\b/i.test(clause)) return false;
  return things.some((child) => child.fields.some(({ kind, of }) => {
    const parent = kind === "reference" ? things.find(({ singular }) => singular === of) : undefined;
    if (!parent || parent === child) return false;
    const own = mentionsIn(clause, child);
    return own.isNamed && own.fields.length === 1 && own.fields[0]?.of === of && isFrame(own.rest, WORDS);
  }));
}
