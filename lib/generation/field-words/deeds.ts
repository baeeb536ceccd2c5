/** What is done again and again, each time of which is kept, with what one time of it is called. */
const TAKEN: [verbs: string, noun: string][] = [
  ["borrow|take out|check out", "loan"], ["rent|hire", "rental"], ["book", "booking"], ["reserve", "reservation"], ["sign up for|sign up to", "signup"], ["register for|register to|rsvp to|rsvp for|attend", "registration"],
  ["subscribe to", "subscription"], ["order", "order"], ["buy", "purchase"], ["join", "membership"], ["enrol in|enrol for|enrol on|enroll in|enroll for|enroll on", "enrollment"], ["apply for|apply to", "application"],
  ["review", "review"], ["rate", "rating"], ["score", "score"], ["vote for|vote on|vote about", "vote"], ["comment on", "comment"], ["bid on|bid for", "bid"], ["donate to|donate for", "donation"], ["adopt", "adoption"], ["sponsor", "sponsorship"],
];
/** The same of those that aren't said of who does it: "Neighbours lend tools" tells whose the tools are. */
const ALSO: [RegExp, string][] = [[/^lend/, "loan"], [/^sign up/, "signup"], [/^(?:register|rsvp|attend)/, "registration"], [/^subscribe/, "subscription"], [/^enrol/, "enrollment"], [/^vote/, "vote"], [/^comment/, "comment"], [/^donate/, "donation"]];
/** What people leave behind on what is kept. */
export const LEFT = "comment|review|rating|answer|reply|message|note|question|report|complaint|suggestion|bid|offer";
/** What one makes is that one's. */
const MADE = "write|publish|make|paint|teach|run|own|manage|organi[sz]e|host|supply|produce|direct|give|deliver|build|design|record|compose|create|submit|post|upload|breed|keep|raise|coach|lead|propose|suggest|report|offer|open|file|enter|log|share|announce|plan|request|list|sell|add|start|track|note|store";
const PAST: Record<string, string> = { taken: "take", bought: "buy" };

const verbs = (list: string): string => list.split("|").map((verb) => verb.replace(/^[a-z[\]]+/, (word) => (word.endsWith("y") && !word.endsWith("uy") ? `${word.slice(0, -1)}(?:y|ies)` : `${word}(?:e?s)?`))).join("|");
/** As they stand behind who does it. */
export const DEED = `(?:${verbs(TAKEN.map(([said]) => said).join("|"))})`;
export const MAKE = `(?:${verbs(MADE)})`;
/** As they stand behind what it is done to: "borrowed", "signed up for". */
export const DONE = "(?:borrowed|taken out|checked out|rented|hired|booked|reserved|ordered|bought|enroll?ed in|signed up for|registered for|subscribed to|attended|reviewed|rated|scored|adopted|sponsored)";

/** What is made by doing it: a loan by borrowing, whatever form the verb has. */
export function deedOf(said: string): string | null {
  const [first = "", ...rest] = said.toLowerCase().split(" ");
  const bases = [first, PAST[first] ?? "", first.replace(/s$/, ""), first.replace(/es$/, ""), first.replace(/ies$/, "y"), first.replace(/ed$/, ""), first.replace(/d$/, ""), first.replace(/([a-z])\1ed$/, "$1"), first.replace(/ied$/, "y")].filter(Boolean);
  for (const base of bases) {
    const verb = [base, ...rest].join(" ");
    const noun = TAKEN.find(([list]) => list.split("|").includes(verb))?.[1] ?? ALSO.find(([form]) => form.test(verb))?.[1];
    if (noun !== undefined) return noun;
  }
  return null;
}

/** "water": a watering. */
export const gerund = (verb: string): string => `${/[^aeiou]e$/.test(verb) ? verb.slice(0, -1) : /^[a-z]?[^aeiou]?[aeiou][bdgmnprt]$/.test(verb) ? verb + verb.slice(-1) : verb}ing`;

const BASES = new RegExp(`^(?:${[...TAKEN.flatMap(([list]) => list.split("|")).map((verb) => verb.split(" ")[0]), ...MADE.split("|"), "lend", "vote", "donate", "bring", "use", "get", "need", "want", "see", "pay", "choose", "belong"].filter((verb) => verb !== "run").join("|")})$`);
/** The word behind those who do something that says what they do: "owners propose motions". */
export const isDeedVerb = (word: string): boolean => BASES.test(word);
