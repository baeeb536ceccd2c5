import { STATE } from "../../resource-builder/state-verbs.ts";

const QUOTED = /"([a-z]+(?: [a-z]+)?)"/gi;
/** "New bookings are requested, later confirmed or declined", "Orders are draft, then confirmed, then printed". */
const CHAIN = /^(?:new |all |the |every |each |an? )?(?<what>[a-z]+(?: [a-z]+)?) (?:are|is|start as|starts as|begin as|begins as)(?: (?:first|at first|initially))? (?<first>[a-z]+(?: [a-z]+)?)(?<more>(?:,? (?:and )?(?:then|later|after that|finally|afterwards)(?: on)? [a-z]+(?: [a-z]+)?(?: or [a-z]+(?: [a-z]+)?)?)+)$/i;
const GOES = /\b(status|state|stage)s? (?:that |which )?(?:goes|runs|moves|changes)(?: from| through| like)?:? ((?:[a-z]+(?: [a-z]+)?, )+(?:and )?[a-z]+(?: [a-z]+)?)$/i;
const LISTED = /\b(status|state|stage) ((?:[a-z]+(?: [a-z]+)?(?:, and |, | and ))+[a-z]+(?: [a-z]+)?)/i;

/** States in the order that they were told in. */
export function rewordStates(sentence: string): string {
  const { what, first, more } = CHAIN.exec(sentence.replace(QUOTED, "$1"))?.groups ?? {};
  if (what !== undefined && first !== undefined && more !== undefined) return `A ${what.replace(/s$/, "")} goes from ${first} to ${more.split(/,? (?:and )?(?:then|later|after that|finally|afterwards)(?: on)? /i).filter(Boolean).join(" to ")}`;
  return sentence.replace(GOES, (_all, name: string, values: string) => `${name} (${values.split(/, and |, /).join(", ")})`).replace(LISTED, (all, name: string, values: string) => leading(name, values) ?? all);
}

/** "status new, packed, shipped, and order lines with": the values end where no state stands. */
function leading(name: string, said: string): string | null {
  const parts = said.split(/(, and |, | and )/);
  const values = parts.filter((_part, index) => index % 2 === 0);
  const count = values.findIndex((value) => !STATE.test(value) && !/^(?:new|ready|draft|open|done|in [a-z]+)$/i.test(value));
  const end = count < 0 ? values.length : count;
  return end < 2 ? null : `${name} (${values.slice(0, end).join(", ")})${parts.slice(2 * end - 1).join("")}`;
}
