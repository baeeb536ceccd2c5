import { isPlural } from "../resource-builder/words.ts";
import { DEED, deedOf, DONE, MAKE } from "../field-words/deeds.ts";
import { isPlainTalk } from "../field-words/asks-for.ts";

const MAY = "(?:can |may |could |will |should be able to |should |are able to |are allowed to |want to |would like to |get to )?(?:also |then |usually |sometimes )?";
const WHO = "(?:(?:other|the|our|my|all) )*(?<each>(?:each|every|any|an?) )?(?<who>[a-z][a-z-]*(?: [a-z-]+){0,2}?)(?: (?:at|in|of|from) (?:our|the|my) [a-z]+(?: [a-z]+)??)?";
const ACTIVE = new RegExp(`^${WHO} (?<may>${MAY})(?<verb>${DEED}|${MAKE}) (?<rest>.+)$`, "i");
const PASSIVE = new RegExp(`^(?:the |our |my |an? |each |every )?(?<what>[a-z][a-z-]*(?: [a-z-]+)?) (?:can|may|could|will|are|is|should)(?: also)?(?: be)? (?<verb>${DONE}) (?:by|from) (?:(?:an?|the|one|several|many|some|different|our|these|those|any) )?(?<who>[a-z][a-z-]*(?: [a-z-]+)??)(?<tail>(?:$|,| (?:for|on|at|with|from|in|once|giving) ).*)$`, "i");
const INTO = new RegExp(`^(?:the |our )?(?<who>[a-z][a-z-]*(?: [a-z-]+)?) (?:are|can be|get) (?<verb>enroll?ed in|signed up for|registered for|subscribed to) (?<rest>.+)$`, "i");
/** "I want members to book courts", "an app where members book courts": who wants it, and in what. */
const WANTED = new RegExp(`^(?:(?:i|we|you|(?:our|the|my) [a-z]+(?: [a-z]+)?)(?:'d| would)? (?:also )?(?:want|wants|need|needs|like|likes|let|lets|allow|allows|help|helps)|(?:please )?(?:let|allow)) (?:our |the |my )?(?<who>[a-z]+(?: [a-z]+)??) (?:to )?(?=(?:${DEED}|${MAKE}) )`, "i");
const WHERE = /^(?<lead>[a-z' -]+?) (?:where|in which|with which|so that|on which) (?=[a-z])/i;

export interface DeedClause {
  who: string;
  /** "each owner" */
  isOne: boolean;
  verb: string;
  /** What one time of it is called; null where something is made by it. */
  noun: string | null;
  /** What it is done to, and what is said behind that. */
  rest: string;
}

/** The clause without who wants it and in what. */
export const withoutWish = (sentence: string): string => {
  const { lead } = WHERE.exec(sentence)?.groups ?? {};
  const said = lead !== undefined && isPlainTalk(lead) && /\b(?:api|app|system|place|something|tool|website|site|backend|service|page|platform)\b/i.test(lead) ? sentence.replace(WHERE, "") : sentence;
  return said.replace(WANTED, "$<who> ");
};

/** Who does what: "members reserve a court for …", "each owner can propose motions", "courts are booked by members". */
export function deedClauses(sentence: string): DeedClause[] {
  const active = ACTIVE.exec(sentence)?.groups;
  const [passive, into] = [PASSIVE.exec(sentence)?.groups, INTO.exec(sentence)?.groups];
  const clauses: DeedClause[] = [];
  const { who = "", each, may = "", verb = "", rest = "" } = active ?? {};
  const isInflected = /^[a-z]+(?<!s)s(?= |$)/i.test(verb);
  const isMany = isPlural(who.split(" ").at(-1)?.toLowerCase() ?? "") || ANYBODY.test(who);
  if (active && (may.trim().replace(/^(?:also|then|usually|sometimes)$/, "") !== "" ? !isInflected : isMany ? !isInflected : isInflected && each !== undefined)) clauses.push({ who, isOne: each !== undefined, verb: verb.toLowerCase(), noun: deedOf(verb), rest });
  if (passive) clauses.push({ who: passive["who"] ?? "", isOne: false, verb: passive["verb"] ?? "", noun: deedOf(passive["verb"] ?? ""), rest: `the ${passive["what"] ?? ""}${passive["tail"] ?? ""}` });
  if (into) clauses.push({ who: into["who"] ?? "", isOne: false, verb: into["verb"] ?? "", noun: deedOf(into["verb"] ?? ""), rest: into["rest"] ?? "" });
  return clauses.filter(({ who: by }) => !NOBODY.test(by));
}

/** Anybody at all: of whom nothing is kept. */
export const ANYBODY = /^(?:people|persons?|users?|anyone|anybody|everyone|everybody|somebody|someone|we|i|they|you|visitors?)$/i;
const NOBODY = /\b(?:not|never|no|only|if|when|whenever|once|unless|nobody|none|neither|after|before|until|who|that|which|what|how|and|or|to|is|are|has|have)\b/i;
