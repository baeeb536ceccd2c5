import type { OutlineRule } from "#lib/generation/outline/schema.ts";

/** A rule with the names that its fields have now; null where one that it can't do without is gone. */
export function ruleWithNames(rule: OutlineRule, nameOf: (said: string) => string | null): OutlineRule | null {
  let isGone = false;
  const now = (said: string): string => {
    const name = nameOf(said);
    isGone ||= name === null;
    return name ?? said;
  };
  const orNull = (said: string | null): string | null => (said === null ? null : now(said));
  const named = ((): OutlineRule => {
    switch (rule.rule) {
      case "figure": return { ...rule, field: orNull(rule.field), per: rule.per.kind === "all" ? rule.per : { ...rule.per, field: now(rule.per.field) } };
      case "change": case "counter": case "lock": return { ...rule, field: now(rule.field) };
      case "once": return { ...rule, fields: rule.fields.map(now) };
      case "most": return { ...rule, per: orNull(rule.per), ...(rule.period ? { period: { ...rule.period, field: now(rule.period.field) } } : {}), only: rule.only && { ...rule.only, field: now(rule.only.field) } };
      case "apart": return { ...rule, start: now(rule.start), end: now(rule.end), per: rule.per.map(now), unless: rule.unless && { ...rule.unless, field: now(rule.unless.field) } };
      case "overdue": return { ...rule, date: now(rule.date), done: orNull(rule.done) };
      case "order": return { ...rule, field: /^(?:created|updated)At$/.test(rule.field) ? rule.field : now(rule.field) };
      case "random": case "kept": return rule;
      case "product": return { ...rule, field: now(rule.field), of: rule.of.map(now), ...(rule.between ? { between: { ...rule.between, from: now(rule.between.from), to: now(rule.between.to) } } : {}) };
      case "above": case "differ": return { ...rule, field: now(rule.field), other: now(rule.other) };
    }
  })();
  return isGone ? null : named;
}
