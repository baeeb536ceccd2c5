import { CHOICE_NOUN } from "../field-words/bare-choices.ts";
import type { GeneratedApi } from "../parse.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";

const NAMED = new RegExp(`^((?:[a-z]+ )?${CHOICE_NOUN}) ([a-z]+)$`);
/** What goes on with a name: "status code", "size wanted". */
const PART = /^(?:date|day|year|name|number|code|id|text|notes?|time|title|description|reason|label|change|history|report|group|brand|model|unit|chart|points?|wanted|needed|required|requested|preferred|reached|received|given|by|at|on)$/;

/** Throws where a field that would go live is a choice and its first value, with the next values as fields of their own: "kind oil, acrylic, watercolour". */
export function auditBareChoices(api: GeneratedApi): GeneratedApi {
  for (const { fields, singular } of planOf(api)?.resources ?? []) {
    for (const [index, { label }] of fields.entries()) {
      const [, name = "", value = ""] = NAMED.exec(label.toLowerCase()) ?? [];
      const next = fields[index + 1]?.label ?? "";
      if (name === "" || PART.test(value) || !/^[a-z]+$/i.test(next)) continue;
      const { kind, isSure } = inferKind(next.toLowerCase());
      if (isSure && kind !== "boolean" && kind !== "text") continue;
      throw new NotUnderstood(`It isn't clear whether "${value}" and "${next}" are values of the ${name} of ${singular}, or where its values end. Put the values in brackets: "${name} (${value}, ${next})".`, value);
    }
  }
  return api;
}
