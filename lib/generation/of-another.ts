/** What a number that was found may be said of. */
export interface Holder {
  /** What the number is of and for each of what, in the parameter's words: "Options per poll". */
  label: string;
  vocabulary: ReadonlySet<string>;
}

/** Whether a number says how much one person may do, or how often: three votes per person are no three options, and two seats per person no event with two. */
export function ofAnother(text: string, from: number, to: number, { label, vocabulary }: Holder): boolean {
  const named = label.toLowerCase();
  const isCallers = /\bper caller\b/.test(named);
  const holder = /\bper ([a-z]+)/.exec(named)?.[1];
  const [, link = "", of = ""] = /^\s*(an?|each|every|per|for each|for every|by each) ([a-z]+)/.exec(text.slice(to)) ?? [];
  if (PERIODS.test(of) && !named.includes(of)) return true;
  if (PEOPLE.test(of)) return !isCallers && label !== "";
  if (label !== "" && /^(?:per|for)/.test(link) && !named.includes(of) && (isCallers || !vocabulary.has(`per-${of}`))) return true;
  if (isCallers || (label !== "" && holder === undefined)) return false;
  const before = text.slice(0, from);
  const said = (label === "" ? CHOOSES : DOES).exec(before)?.[0];
  return said !== undefined && (holder === undefined || !new RegExp(`\\b${holder}`).test(said));
}

const PERIODS = /^(?:second|minute|hour|day|night|week|weekend|month|year)s?$/;
const SOMEBODY = "(?:person|people|user|caller|customer|client|member|student|pupil|player|voter|participant|attendee|guest|visitor|employee|colleague|household|family|team|company|account)";
const PEOPLE = new RegExp(`^${SOMEBODY}s?$`);
const CHOOSE = "vot(?:e|es|ed|ing)|choos(?:e|es|ing)|pick(?:s|ing)?|select(?:s|ing)?";
const CHOOSES = new RegExp(`\\b(?:${CHOOSE}|kept(?= +for))(?: +(?:for|on|from|between|up to|at most|exactly|the|max|maximum|of|more|than|no|only|any))*\\s*$`);
/** A person who does it, or what only a person does. */
const DOES = new RegExp(`\\b(?:(?:each|every|an?|one|any|all|per) ${SOMEBODY}s?\\b|${CHOOSE}|(?:answer|book|reserve|bring|invite|buy|attend|join|register|rsvp|follow)(?:s|ing)?\\b).*$`);
