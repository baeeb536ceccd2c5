import { isPlural } from "../resource-builder/words.ts";

const VALUE = "(?!(?:and|or|an?|the|with|has|have|their|its|if|whether)\\b)[a-z0-9][a-z0-9+'/-]*(?: (?!(?:and|or|with|has|have|is|are|can|to)\\b)[a-z0-9+'-]+)?";
/** "an instrument such as cornet, horn or tuba": an "or" before the last of them closes the list. */
const SUCH = new RegExp(`(?<lead>(?:,|:|\\band|\\bwith|\\bhas|\\bhave|\\bgot)\\s+(?:and )?)(?<label>(?:(?:an?|the|its|their) )?[a-z]+(?: (?!(?:such|like)\\b)[a-z]+)?),? (?<as>such as|like) (?<values>${VALUE}(?:, ${VALUE}){0,15},? or ${VALUE})(?=\\s*(?:[,.;\\n)]|$)|\\s+and\\b)`, "gi");

/** What is listed as examples of a field's values in brackets, so that its commas part no fields: "instrument (such as cornet, horn or tuba)". Behind a plural it tells of things. */
export const bracketExamples = (description: string): string =>
  description.replace(SUCH, (whole, lead: string, label: string, as: string, values: string) => (isPlural(label.toLowerCase().split(" ").at(-1) ?? "") || /^(?:something|anything|things?|one|it|look|looks)$/i.test(label.split(" ").at(-1) ?? "") ? whole : `${lead}${label} (${as} ${values})`));
