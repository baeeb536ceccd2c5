import type { Rephrasing } from "./rephrasing.ts";
import { isPlural, onLastWord, plural } from "./words.ts";

/** Things that belong to other things, said with them. */
export const rephraseChildren: Rephrasing[] = [
  // "dogs (name, breed) and the stays of each dog with arrival date"
  { said: /\b([a-z]+s|children|people)(?: (?:of|in|at|from) (?:my |our |the )?[a-z]+)? ?\(([^()]*,[^()]*)\),? (?:and|;|\.) ?(?:also )?(?:the |their |all )?([a-z]+(?: [a-z]+)?s) (?:of|for|per) (?:each|every|an?|the|all(?: the)?) ([a-z]+),? (?:with|have|has|having|:)(?::)? /g, means: "$1 with $2; $3 with $4, " },
  // "films (title, director) and screenings with film, room"
  { said: /\b([a-z]+s|children|people) ?\(([^()]*,[^()]*,[^()]*)\),? (?:and|;) ?(?:also )?(?:the |their |all )?([a-z]+(?: [a-z]+)?s) (?:with|have|having) (?=[a-z][^.;:]*,)/g, means: "$1 with $2; $3 with " },
  // "families with name and district, and deliveries to each family with date"
  { said: /(?:,|;)? and (?:the |also )?([a-z]+(?: [a-z]+)?s) (?:of|for|to|from|by|per) (?:each|every) ([a-z]+),? (?:with|have|having|:) ?(?=[a-z])/g, means: "; $1 with $2, " },
  // "and their visits with date and reason"
  { said: /\b([a-z]+s) ?\(([^()]*,[^()]*)\),? and (?:their|its) ([a-z]+(?: [a-z]+)?s) (?:with|have|:) /g, means: (_match, [many = "", list = "", others = ""]) => `${many} with ${list}; ${others} with ${many.replace(/s$/, "")}, ` },
  // "grades by subject from 1 to 6, with the average for every student"
  { said: /(?<=[.;\n] ?)(?:and )?(grades|marks|scores|points|results) (?:by|per|in|for each|for every) ([a-z]+)(?: (?:from|between|of))? ?(-?\d+) ?(?:to|and|-) ?(\d+),? (?:with|and) (?:the |an? )?average (?:for|per|of|by) (?:every|each|a|the)? ?([a-z]+)(?=[.;\n]|$)/g, means: (_match, [many = "", what = "", low = "", high = "", whom = ""]) => `${many} with ${whom}, ${what}, ${many.replace(/s$/, "")} from ${low} to ${high}. average ${many.replace(/s$/, "")} per ${whom}` },
  // "log each day where we parked, how many orders"
  { said: /^((?:[a-z' -]+? (?:to|and) )?)(?:log|record|track|note|write down|register|save|store)(?: for)? (?:each|every) (day|week|shift|visit|trip|session|game|match|night|month) (?=(?:(?:where|what|who|how many|how much|the) )?[a-z][^.;:]*,)/, means: (match, [lead = "", what = ""]) => RULE.test(lead) ? match : `${DAILY[what] ?? onLastWord(what, plural)} with ${/^(?:day|night|week|month)$/.test(what) ? "date, " : ""}` },
  // "keep my dad's insulin log. date, time"
  { said: /^((?:log|record|track|save|store|keep|register|collect)) (?:my |our |the )?[a-z]+'s (?=[a-z]+(?: [a-z]+)?[.:] )/, means: "$1 " },
  // "save for each house we sell: address, price"
  { said: /(?<=^|[.;\n] ?)((?:[a-z' -]+? (?:to|and) )?(?:log|record|track|note|save|store|keep|register|collect)) (?:for |of |about |down )?(?:each|every|all) (?:my |our |the )?([a-z]+(?: [a-z]+)?)(?: (?:of|in|at|for|on) (?:our|my|the) [a-z]+)?(?: (?:that |which )?(?:we|i) [a-z]+)?[:.] (?=[a-z][^.;:]*,)/, means: (_match, [lead = "", what = ""]) => `${lead} ${onLastWord(what, (word) => (isPlural(word) ? word : plural(word)))}: ` },
  { said: /^((?:[a-z' -]+? (?:to|and) )?)(?:log|record|track|note|save|store) (?:the |our |my )?([a-z]+(?: [a-z]+)?) (?:each|every) (day|week|month|evening|morning): (?=[a-z][^.;:]*,)/, means: (match, [lead = "", what = ""]) => RULE.test(lead) ? match : `${onLastWord(what, (word) => (isPlural(word) ? word : `${word} entries`))}: ` },
  // "a waitlist: people join with name and party size"
  { said: /^((?:an? |the |my |our )?[a-z]+(?: [a-z]+){0,2})(?: (?:for|of) (?:my|our|the|an?) [a-z]+(?: [a-z]+)?)?[:.,;] (?:people|guests|customers|visitors|members|users|parents|students|players|everyone|anyone|they) (?:can )?(?:join|sign up|register|enter|subscribe|apply|check in|put themselves on (?:it|the list)) (?:with|by giving|giving|leaving) (?:their |an? |the )?(?=[a-z])/, means: (match, [title = ""]) => (/(?:list|sheet|form|sign-?ups?|register|queue|book)$/.test(title) ? `${title} with ` : match) },
  { said: /\blost and found(?: (?:office|list|box|desk|items))?(?: (?:for|of|at|in) (?:my|our|the|an?) [a-z]+(?: [a-z]+)?)?(?=:| with| -|\.)/g, means: "found items" },
  // "passengers join a ride with name and phone" where rides are kept
  { said: /(?<=[.;\n] ?)(?:then )?([a-z]+) (?:can |may )?(?:then )?(join|register for|sign up for|sign up to|book|apply for|apply to|enter|attend|rsvp to|enrol in|enroll in) (?:an?|the|one|each) ([a-z]+(?: [a-z]+)?) (?:with|by giving|giving) (?:their |an? |the )?(?=[a-z])/g, means: (match, [who = "", verb = "", what = ""], text) => (text.includes(onLastWord(what, plural)) ? `${ANYBODY.test(who) ? DOINGS[verb.split(" ")[0] ?? ""] ?? "registrations" : who} with ${what}, ` : match) },
  // "mark as claimed with the name of the person who claimed it"
  { said: /\b(mark (?:them |it |items? )?as ([a-z]+)),? with (?:the )?name of (?:the )?(?:person|one|customer|guest|owner|member|student|whoever)(?: (?:who|that) [a-z]+(?: (?:it|them))?)?(?=[.;\n]|$)/g, means: "each has $2 by optional. $1" },
];

/** What comes before the verb is left out, unless it says more than who speaks. */
const RULE = /\b(?:only|never|not|must|private|privately|no|cannot|can't|each)\b/;
const ANYBODY = /^(?:people|users|everyone|anyone|everybody|anybody|they|visitors|customers)$/;
const DOINGS: Record<string, string> = { join: "participants", book: "bookings", apply: "applications", enter: "entries", attend: "attendees", rsvp: "replies" };
const DAILY: Record<string, string> = { day: "daily entries", night: "nightly entries", week: "weekly entries", month: "monthly entries" };
