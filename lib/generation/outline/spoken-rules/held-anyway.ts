import type { Outline } from "../schema.ts";
import { isFrame } from "./frame-words.ts";
import { mentionsIn } from "./mentions.ts";

const DELETE = /\b(?:delet(?:e|ed|ing)|remov(?:e|ed|ing))\b/i;
const WORDS = new Set("delete deleted deleting remove removed removing while as long possible forbidden impossible when refer refers".split(" "));

/** "Deleting a device with calibrations is not allowed": what others point to is never deleted before them. */
export function heldAnyway(clause: string, { things }: Outline): boolean {
  if (!DELETE.test(clause) || !/\b(?:not|never|cannot|forbidden|impossible|no)\b|n't\b/i.test(clause) || !/\b(?:with|has|have|while|as long as|if|there are|when)\b/i.test(clause)) return false;
  return things.some((child) => child.fields.some(({ kind, of }) => {
    const parent = kind === "reference" ? things.find(({ singular }) => singular === of) : undefined;
    if (!parent || parent === child) return false;
    const own = mentionsIn(clause, child);
    return own.isNamed && own.fields.length === 1 && own.fields[0]?.of === of && isFrame(own.rest, WORDS);
  }));
}
