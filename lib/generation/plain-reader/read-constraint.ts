import { bounded, looks } from "./constrain-looks.ts";
import { given, rest } from "./constrain-needed.ts";
import { ofMany } from "./constrain-relation.ts";
import { said } from "./constrain-said.ts";
import { byDefault, firstly, starts } from "./constrain-start.ts";
import { firstlyUnique, unique } from "./constrain-unique.ts";
import { either, listed, values } from "./constrain-values.ts";
import type { Way } from "./constraint-way.ts";
import type { Draft } from "./draft.ts";

/** What a sentence says of fields: what they look like, whether they may be left out, their values, what they begin as. Null where it speaks of something else. */
export function readConstraint(sentence: string, before: Draft): Draft | null {
  const text = sentence.replace(/^(?:and|but|also|so|please|of course|note that|make sure(?: that)?|ensure(?: that)?|it is important that),? /i, "").replace(/,? (?:please|of course)$/i, "");
  const draft = structuredClone(before);
  if (isRead(text, draft)) return draft;
  const clauses = text.split(/,? and (?=(?:the |an? |its |each |every )?[a-z]+(?: [a-z]+)? (?:must|should|has to|have to|needs?|is|are|can|can't|cannot|may|never|starts?|defaults?)\b)/i);
  return clauses.length > 1 && clauses.every((clause) => isRead(clause.trim(), draft)) ? draft : null;
}

const isRead = (clause: string, draft: Draft): boolean => WAYS.some((way) => way(clause, draft));

const WAYS: Way[] = [rest, given, unique, firstly, byDefault, said, starts, either, listed, values, bounded, looks, ofMany, firstlyUnique];
