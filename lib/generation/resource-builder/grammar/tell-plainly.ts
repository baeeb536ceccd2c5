import { declaredThings } from "./declared-things.ts";
import { sentencesOf } from "./sentences-of.ts";
import { tellChat } from "./tell-chat.ts";
import { tellLeads } from "./tell-leads.ts";
import { tellLimits } from "./tell-limits.ts";
import { tellNested } from "./tell-nested.ts";
import { tellOpenings } from "./tell-openings.ts";
import { tellRelations } from "./tell-relations.ts";
import { tellRoles } from "./tell-roles.ts";
import { tellRules } from "./tell-rules.ts";
import { tellThings } from "./tell-things.ts";
import { tellValues } from "./tell-values.ts";

/** A normalised description in the plain sentences that the readers know: each thing with its list, each relation by itself. */
export function tellPlainly(text: string): string {
  const said = tellValues(tellChat(tellLimits(tellOpenings(text))));
  const titled = tellLeads(said, declaredThings(said));
  const declared = declaredThings(titled);
  const related = tellRelations(tellRules(tellRoles(titled, declared), declared), declared);
  return sentencesOf(related).flatMap(tellNested).map((sentence) => tellThings(sentence, declared)).join("");
}
