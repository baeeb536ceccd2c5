import type { GeneratedApi } from "./parse.ts";
import { auditItems } from "./audit-items.ts";
import { auditFacts } from "./audit-facts.ts";
import { auditPlaces } from "./audit-places.ts";
import { auditRows } from "./audit-rows.ts";
import { auditBareChoices } from "./field-remarks/audit-bare-choices.ts";
import { auditChoices } from "./field-remarks/audit-choices.ts";
import { auditEndings } from "./field-remarks/audit-endings.ts";
import { holdRemarks } from "./field-remarks/hold-remarks.ts";
import type { HeldRemark } from "./field-remarks/read-remarks.ts";
import { auditNames } from "./resource-builder/audit/audit-names.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";

/** What was built of a text, held to what is said of its fields. Throws where it can't be. */
export const guardReading = (text: string, api: GeneratedApi, held: readonly HeldRemark[]): GeneratedApi => auditEndings(text, auditChoices(holdRemarks(api, held)));

/** What would go live, whichever reading it is of. Throws where the description says what isn't in it. */
export function guardLive(description: string, api: GeneratedApi): GeneratedApi {
  // A flag may be called by a clause: "gets on with other cats".
  auditNames({ resources: planOf(api)?.resources.map((resource) => ({ ...resource, fields: resource.fields.filter(({ kind }) => kind !== "boolean") })) ?? [] });
  return auditItems(description, auditFacts(description, auditPlaces(description, auditRows(description, auditBareChoices(description, api)))));
}
