import type { OutlineRule } from "#lib/generation/outline/schema.ts";

/** A rule as a person reads it in the card of its thing. */
export function ruleWords(rule: OutlineRule): string {
  switch (rule.rule) {
    case "figure": return `The ${rule.label}, at /${rule.slug}`;
    case "change": return `${verb(rule.action)} makes ${rule.field} ${rule.to}, from ${listed(rule.from, "or")}`;
    case "counter": return `${verb(rule.action)} ${rule.by > 0 ? "adds 1 to" : "takes 1 from"} ${rule.field}${rule.min === undefined ? "" : `, never below ${rule.min}`}`;
    case "once": return rule.isPerCaller ? `One per caller${rule.fields.length > 0 ? ` and ${listed(rule.fields)}` : ""}` : `No two with the same ${listed(rule.fields)}`;
    case "most": return `At most ${typeof rule.max === "number" ? rule.max : `as many as its ${rule.max}`}${rule.per === null ? " per caller" : ` per ${rule.per}`}${rule.period ? ` and ${rule.period.unit}` : ""}${rule.only ? `, while ${rule.only.field} is ${listed(rule.only.values.map((value) => (value === null ? "empty" : String(value))), "or")}` : ""}`;
    case "apart": return `Never overlap from ${rule.start} to ${rule.end}${rule.per.length > 0 ? `, of one ${listed(rule.per)}` : ""}`;
    case "overdue": return `Overdue when ${rule.date} has passed${rule.done === null ? "" : ` and not ${rule.done}`}`;
    case "order": return `Listed by ${rule.field === "createdAt" ? "when they were added" : rule.field === "updatedAt" ? "when they were changed" : rule.field}, ${rule.order === "asc" ? "the lowest" : "the highest"} first`;
    case "product": return `${verb(rule.field)} is ${[...(rule.between ? [`the ${rule.between.unit} from ${rule.between.from} to ${rule.between.to}`] : []), ...rule.of].join(" times ")}`;
    case "kept": return "Never deleted";
    case "random": return "One at random, at /random";
    case "above": return `${verb(rule.field)} is ${rule.isStrict ? "above" : "at least"} ${rule.other}`;
    case "differ": return `${verb(rule.field)} is never the same as ${rule.other}`;
    case "lock": return `Can't be ${listed([...(rule.isChange ? ["changed"] : []), ...(rule.isDelete ? ["deleted"] : [])], "or")} when ${rule.field} is ${listed(rule.values.map(String), "or")}`;
  }
}

const verb = (action: string): string => `${action.charAt(0).toUpperCase()}${action.slice(1).replaceAll("-", " ")}`;
const listed = (words: readonly string[], last = "and"): string => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`);
