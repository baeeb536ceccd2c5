import type { GeneratedApi } from "../parse.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import { isValue } from "./is-value.ts";

/** Throws where a field that would go live has something among its values that can't be one, by whichever way it came there. */
export function auditChoices(api: GeneratedApi): GeneratedApi {
  for (const { fields, singular } of planOf(api)?.resources ?? []) {
    for (const { label, options = [], isReadOnly } of fields) {
      const wrong = isReadOnly === true ? undefined : options.find((option) => !isValue(option, label) || /^not$/i.test(option) || option.toLowerCase().startsWith(`${label} `));
      // "20 or 40 feet": the unit is of both.
      const withUnit = options.find((option) => /^\d[\d.]* [a-z]+$/i.test(option));
      if (withUnit !== undefined && options.some((option) => /^\d[\d.]*$/.test(option))) throw new NotUnderstood(`It isn't clear whether the ${label} of ${singular} is a number, or one of these: ${options.join(", ")}. Say it in brackets: "${label} (number)", or "${label} (one, two)".`, withUnit);
      if (wrong !== undefined) throw new NotUnderstood(`"${wrong}" can't be one of the values of the ${label} of ${singular}. Put the values in brackets: "${label} (one, two, three)".`, wrong);
    }
  }
  return api;
}
