import { looks, bounded } from "./constrain-looks.ts";
import { allNeeded, needed, optional } from "./constrain-presence.ts";
import { ofMany } from "./constrain-relation.ts";
import { firstlyUnique, unique } from "./constrain-unique.ts";
import { starts, values } from "./constrain-values.ts";
import type { Way } from "./constraint-way.ts";
import type { Draft } from "./draft.ts";

/** What a sentence says of one field: what it looks like, whether it may be left out, its values. Null where it speaks of something else. */
export function readConstraint(sentence: string, before: Draft): Draft | null {
  const draft = structuredClone(before);
  for (const clause of sentence.split(/,? and (?=(?:the |an? |its )?[a-z]+(?: [a-z]+)? (?:must|should|has to|is|are|can|may)\b)/i)) if (!WAYS.some((way) => way(clause.trim(), draft))) return null;
  return draft;
}

const WAYS: Way[] = [allNeeded, needed, optional, unique, starts, values, bounded, looks, ofMany, firstlyUnique];
