import type { Resource } from "./resource-plan.ts";

/** What only happens after a thing was entered can't be required of it: "back on" of a loan. Says so; what the description requires in words is required all the same. */
export function settleLater(resources: readonly Resource[], assumptions: string[]): void {
  for (const { plural: many, fields } of resources) {
    for (const field of fields) {
      const isLater = LATER.test(field.label) || (ENDS.test(field.label) && fields.some(({ label }) => BEGINS.test(label)));
      if (!isLater || !field.isRequired || !KINDS.has(field.kind) || field.isUnique) continue;
      field.isRequired = false;
      assumptions.push(`${many}: ${field.label} is optional, because it may be known only later`);
    }
  }
}

const KINDS = new Set(["date", "dateTime", "text"]);
const LATER = /^(?:leased|rented|lent) to$|^(?:returned|given back|handed back|brought back|back|picked up|handed down|resolved|moved out|felled|scrapped|decommissioned)(?: (?:on|at|by|to|date))$|^date (?:returned|resolved)$/;
/** What ends what began: "arrived on" beside "sent on". */
const ENDS = /^(?:arrived|delivered|closed|finished|completed|ended|paid back|released) (?:on|at)$/;
const BEGINS = /^(?:sent|ordered|opened|started|begun|departed|picked up|reported|lent|admitted|issued|shipped)(?: (?:on|at))?$/;
