import { NotUnderstood } from "./not-understood.ts";

/** A sentence that obliges or forbids, and that no rule has taken: its words name no field. Throws naming it. */
export function refuseRule(sentence: string): void {
  const said = sentence.replace(/\([^)]*\)|\{[^}]*\}/g, "");
  if (OBLIGES.test(said.replace(DECLARES, "has"))) throw new NotUnderstood(`It isn't clear what "${sentence}" restricts, and a rule that isn't understood isn't built.`, sentence);
}

const OBLIGES = /\b(?:must|mustn't|should|shouldn't|can't|cannot|can not|couldn't|may not|has to|have to|never|not allowed|isn't allowed|aren't allowed)\b|^only\b/;
/** "each book must have a title" names its fields. */
const DECLARES = /\b(?:must|should|has to|have to) (?:(?:also|always|all|each|be able to|be possible to) )*(?:have|contain|include|store|save|keep|track|record|hold|manage|consist of|come with|be (?:stored|saved|kept|recorded|tracked) with)\b/g;
