import { bare, fieldAlike, fieldNamed, takeClauses } from "../clause-words.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Field, Resource } from "../resource-plan.ts";
import { type ApplyRule, BEGIN, CANNOT, STOP, theOne, tidy } from "./rule-words.ts";

const WORD = "(?!(?:and|or|but|with|that|which|must|should|can|may|is|are|be|has|have|to|than|the|a|an|today|now|not|never|always|zero|negative|positive|empty|in)\\b)[a-z][a-z-]*";
const LABEL = (name: string): string => `(?:(?:the|its|their|an?|each|every) )*(?<${name}>${WORD}(?: ${WORD}){0,2})`;
const MUST = "(?:must(?: always)?|should(?: always)?|has to|have to|needs to|is always|are always|is|shall|always|will)";
const BE = "(?: (?:be|come|lie|always be))?";
const MORE = "(?:after|later than|more than|greater than|higher than|bigger than|larger than|above|>)";
const LESS = "(?:before|earlier than|less than|lower than|smaller than|below|under|<)";
const LEAST = "(?:on or after|not before|no earlier than|not earlier than|at least|no less than|not less than|not lower than|no lower than|not below|not smaller than|greater than or equal to|equal to or (?:greater|later|higher) than|the same as or (?:after|above)|>=|\u2265)";
const MOST = "(?:on or before|not after|no later than|not later than|at most|no more than|not more than|not higher than|no higher than|not above|not greater than|less than or equal to|<=|\u2264)";
const FORMS: { relation: string; strict: boolean; isAbove: boolean }[] = [
  { relation: `${MUST}${BE} ${LEAST}`, strict: false, isAbove: true }, { relation: `${MUST}${BE} ${MOST}`, strict: false, isAbove: false },
  { relation: `${MUST}${BE} ${MORE}`, strict: true, isAbove: true }, { relation: `${MUST}${BE} ${LESS}`, strict: true, isAbove: false },
  { relation: `(?:${CANNOT}|is never|are never|never) (?:be |come |lie )?${LESS}`, strict: false, isAbove: true }, { relation: `(?:${CANNOT}|is never|are never|never) (?:(?:be |come |lie )?${MORE}|exceed|exceeds)`, strict: false, isAbove: false },
  { relation: "(?:>=|\u2265)", strict: false, isAbove: true }, { relation: "(?:<=|\u2264)", strict: false, isAbove: false }, { relation: "after", strict: true, isAbove: true }, { relation: "before", strict: true, isAbove: false },
];

/** Takes out "the end must be after the start", "sale price can't be above the price", "max >= min". */
export function readOrder(text: string): { rest: string; rules: ApplyRule[] } {
  const rules: ApplyRule[] = [];
  let rest = text;
  for (const { relation, strict, isAbove } of FORMS) {
    rest = takeClauses(rest, [new RegExp(`${BEGIN}${LABEL("one")} ${relation} ${LABEL("other")}${STOP}`, "g")], ({ one, other }, match, before) => {
      if (!one || !other || before.trim() === "" || !isNamed(before, one) || !isNamed(before, other)) return false;
      rules.push((resources, assumptions) => apply(resources, assumptions, isAbove ? [one, other] : [other, one], strict, tidy(match)));
      return undefined;
    });
  }
  return { rest, rules };
}

/** What is compared is a field that was named before. */
const isNamed = (before: string, label: string): boolean => new RegExp(`\\b${(bare(label).split(" ").at(-1) ?? "").replace(/s$/, "")}`).test(before) || new RegExp(`\\b${bare(label).split(" ")[0] ?? ""}\\b`).test(before);

function apply(resources: Resource[], assumptions: string[], [high, low]: [string, string], isStrict: boolean, text: string): void {
  const fieldOf = ({ fields }: Resource, label: string): Field | undefined => fieldNamed(fields, label) ?? fieldAlike(fields, label) ?? fieldAlike(fields, bare(label).split(" ")[0] ?? "");
  const holders = resources.filter((resource) => fieldOf(resource, high) && fieldOf(resource, low) && fieldOf(resource, high) !== fieldOf(resource, low));
  const resource = theOne(holders, text, "compares two fields, and no one thing here has both.");
  const [upper, lower] = [fieldOf(resource, high), fieldOf(resource, low)];
  if (!upper || !lower) return;
  const isComparable = upper.kind === lower.kind && ORDERED.has(upper.kind);
  if (!isComparable || upper.isReadOnly || lower.isReadOnly) throw new NotUnderstood(`"${text}" compares two fields that don't hold the same: ${upper.label} and ${lower.label} must both be dates, times or numbers.`, text);
  if (upper.above?.field === lower.name) {
    upper.above.isStrict ||= isStrict;
    return;
  }
  if (upper.max !== undefined || lower.max !== undefined || upper.above || resource.fields.some(({ above }) => above?.field === upper.name) || lower.above) throw new NotUnderstood(`"${text}" can't be held beside the other limits of ${upper.label} and ${lower.label}.`, text);
  upper.above = { field: lower.name, isStrict };
  assumptions.push(`"${text}": anything else is answered with 422${upper.isRequired && lower.isRequired ? "" : "; where one of them is missing, nothing is compared"}`);
}

const ORDERED = new Set<Field["kind"]>(["integer", "number", "money", "date", "dateTime", "time"]);
