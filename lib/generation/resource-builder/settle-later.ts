import type { Field, Resource } from "./resource-plan.ts";

/** What only happens after a thing was entered can't be required of it: "back on" of a loan. Says so; what the description requires in words is required all the same. */
export function settleLater(resources: readonly Resource[], assumptions: string[]): void {
  for (const { plural: many, fields } of resources) {
    const deeds = fields.filter(({ label }) => DEED.test(label));
    for (const field of fields) {
      // What was recorded after the invitation is known after it.
      const isNext = deeds.some((deed, index) => index < deeds.indexOf(field) && verbOf(deed) !== verbOf(field));
      const isLater = (DEED.test(field.label) && (isNext || !FIRST.test(field.label))) || LENT.test(field.label) || (ENDS.test(field.label) && fields.some(({ label }) => BEGINS.test(label)));
      if (!isLater || !field.isRequired || !KINDS.has(field.kind) || field.isUnique) continue;
      field.isRequired = false;
      assumptions.push(`${many}: ${field.label} is optional, because it may be known only later`);
    }
  }
}

const verbOf = ({ label }: Field): string => label.replace(/^(?:date|time|day) | .*$/g, "");

const KINDS = new Set(["date", "dateTime", "time", "text", "reference"]);
/** A deed or "back" alone, with its particle, and what it is told of: "felled on", "handed down to", "solved". */
const DEED = /^(?:date |time |day )?(?:(?!(?:bed|seed|breed|feed|speed|need|shed|garden|kitchen|open|children|oxygen|allergen|pathogen|antigen|hydrogen|nitrogen|collagen|citizen|alien|dozen|omen|stamen|specimen|token|siren|warden|chicken|linen|oven|pen|screen|queen|men|women|children)\b)[a-z]{2,}(?:ed|en)|sold|lent|paid|left|found|lost|won|done|sent|met|built|brought|taught|caught|sung|worn|torn|drawn|thrown|shown|grown|flown|gone|laid|read|drunk|sunk|sung|begun|swum|hung|dug|struck|stuck|shot|spun|wound|bound|ground|fought|kept|swept|dealt|burnt|learnt|lit|spread|mown|sewn|swept|dreamt|told|held|cut|shut|put|set|spent|fed|back|out|home)(?: (?:up|down|over|out|off|back|away|in|through|on to))?(?: (?:on|at|by|to|with|until|date|time))?$/;
/** What is known when a thing is entered, because it begins with it. */
const BEGUN_BY = "born|borrowed|bought|purchased|acquired|hired|employed|founded|established|written|made|created|owned|reported|requested|received|recorded|logged|measured|observed|sighted|seen|read|taken|installed|applied|checked in|handed in|handed out|out|attended|lost|earned|brought|arrived|ringed|added|issued|opened|started|ordered|posted|submitted|planted|sown|sent|registered|joined|lent|based|used|located|assigned|entered|noted|booked|admitted|proposed|suggested|donated|addressed|related|visited|found|caught|met|played|held|walked|run|ridden|driven";
const AUTHORED = "done|paid|composed|directed|painted|produced|published|performed|built|designed|taught|given";
const FIRST = new RegExp(`^born$|^(?:date|time|day) (?:${BEGUN_BY})$|^(?:${BEGUN_BY}) (?:on|at|by|to|with|from|date|time)$|^(?:${AUTHORED}) by$`);
/** What ends what began: "arrived on" beside "sent on". */
const ENDS = /^(?:arrived|delivered|closed|finished|completed|ended|paid back|released) (?:on|at)$/;
const BEGINS = /^(?:sent|ordered|opened|started|begun|departed|picked up|reported|lent|admitted|issued|shipped)(?: (?:on|at))?$/;
/** Who has it for a time, or wins it. */
const LENT = /^(?:leased|rented|lent) to$|^winners?$/;
