import { restricts } from "../../read-clauses.ts";
import { isPlural, onLastWord, plural } from "../words.ts";
import { areFields } from "./items-of.ts";
import { NOUN_PHRASE, WORD } from "./lexicon.ts";
import { groupsOf } from "./tell-relations.ts";

const SO = "(?:(?:so|well|ok|basically|hey|hi|um|yeah|look)[, ]+)*";
const HOLDER = "(?:i|we|(?:my|our|the) (?:[a-z]+ ){0,2}?[a-z]+)(?:'m|'re|'ve)?";
const HAVE = "(?:am |are |is |have been |has been )?(?:currently |now |already )?(?:have|has|got|owns?|collect(?:s|ing)?|keeps?|keeping|sells?|selling|lends?(?: out)?|rents? out|breeds?|makes?|runs?)";
const MANY = "(?:(?:like |about |around |over |roughly |some |more than |almost |maybe )*(?:\\d+|many|lots of|a lot of|hundreds of|tons of|loads of|a bunch of|all kinds of|different|a few|several|a collection of|a big collection of) )?(?:different |old |(?:pieces|kinds|sorts|types) of )?";
/** What is told beside it: where they are, how many, what goes wrong. */
const TALE = `(?:,? (?:in|at|on) (?:an?|the|our|my) ${WORD}(?: ${WORD})?|,? (?:like |about |around |roughly |some |maybe )*\\d+ of them|,? (?:and|but|so) (?:nobody|no one|i|we|everyone|it|they|everything)(?:'s)? (?:(?:really|always|just|keep|kept|never) )*(?:knows?|los(?:e|es|ing)|forgets?|can't find|have no idea|get lost|gets lost|is a mess|messy)(?: [a-z']+){0,4}| lol| haha)*`;
const NEXT = "(?:[.;:] ?|,? (?:and|so) (?:(?:i|we) )?(?:really )?(?:want|need|would like|'d like)(?: to)?(?: (?:have|keep|store|save|record|note|track|know|write down))?:? )(?:(?:i|we) (?:want|need|would like)(?: to)?(?: (?:have|keep|store|save|record|note|track|know|write down))?:? )?(?:for (?:each|every)(?: one| of them| piece)?:? )?(?:the )?";
const TOLD = new RegExp(`^${SO}${HOLDER} ${HAVE} ${MANY}(?<noun>${NOUN_PHRASE}(?: of ${WORD})?)${TALE}${NEXT}(?<list>[a-z][^.;\\n]*)`);

/** "i run marathons and train with a plan; each run has …" says first who asks. */
const WHO_ASKS = new RegExp(`^${SO}(?:i|we|my ${WORD}|our ${WORD}) (?!(?:want|need|would|like|wish|can|must|should|have to|store|record|save|log|track|manage|keep track)s?\\b)(?<said>[^.;,:()\\n]*)[.;] ?(?=(?:each|every|an?) (?<noun>${NOUN_PHRASE}) (?:has|have|with) )`);
/** "i keep bees and want to log my hives: each hive has …" */
const WANTED = new RegExp(`^(?:i|we) [a-z]+ (?:${WORD} )?${WORD} and (?:i |we )?(?:want|need|would like) to (?:log|track|record|store|save|keep|manage|note) (?:my |our |the |all )*(?<noun>${NOUN_PHRASE}): ?(?:each|every|an?) (?:one|${WORD}) (?:has|have) `);
/** "track their screen time, each entry has …" */
const EACH_ENTRY = new RegExp(`^(?:[^.;:]*? (?:and|so) )?(?:(?:i|we) )?(?:want|need|would like) to (?:log|track|record|store|save|keep|note)(?: down)? (?:my |our |the |their |his |her |all )*(?<noun>${NOUN_PHRASE}),? (?:and )?(?:each|every|one) (?:entry|record|item|one) (?:has|have|with) `);
/** "store for my small flower shop the suppliers" */
const FOR_WHOM = new RegExp(`(?<=\\b(?:store|keep|save|manage|track|record|list)) (?:for|in|at) (?:my|our) ${NOUN_PHRASE} (?=the ${WORD})`);
const API_FOR = new RegExp(`^(?:(?:an?|the|my|our|new|simple|small|little|basic|rest|i|we|need|want|please|build|make|me|create) )*(?:api|app|backend|database|system|tool)(?: (?:for|of) (?:my |our |the |an? )?(?:${WORD} ){0,3}${WORD}): ?(?=${NOUN_PHRASE}(?: (?:of|for|on) (?:the |our |my )?${NOUN_PHRASE})?(?:,? with |: ?| ?\\())`);
/** "school canteen menu, for each day: …", "observations of objects, with …" */
const DAILY = new RegExp(`^(?:(?:the|our|my|an?) )?(?<noun>${NOUN_PHRASE}),? (?:for|per) (?:each|every) (?:hour|day|week|month|night|season|year|evening|shift): ?(?=[a-z])`);
const COMMA_WITH = new RegExp(`(?<=(?:^|[.;:\\n] ?))(?<noun>${NOUN_PHRASE}(?: (?:of|on|in|for) (?:the |our |my )?${NOUN_PHRASE})?), with (?=[a-z][^.;]*,)`, "g");
/** "car park with spots: number, level" */
const PLACE_WITH = new RegExp(`^(?:(?:the|our|my|an?) )?(?<place>${NOUN_PHRASE}) (?:with|of) (?:the |our |my |its )?(?<noun>${NOUN_PHRASE}): ?(?<list>[a-z][^.;\\n]*)`);

/** "so my choir has like 300 pieces of sheet music. title, composer, voices": the things that are spoken of have the list. */
export function tellChat(text: string): string {
  const plain = text.replace(/ (?:lol|haha|hehe|btw)\b/g, "")
    .replace(WHO_ASKS, (match: string, ...rest: unknown[]) => (restricts(groupsOf(rest).said ?? "") ? match : ""))
    .replace(WANTED, "$<noun> with ")
    .replace(EACH_ENTRY, (match: string, ...rest: unknown[]) => {
      const noun = groupsOf(rest).noun ?? "";
      return restricts(match.replace(/\d+/g, "")) ? match : `${isPlural(noun.split(" ").at(-1) ?? "") ? noun : `${noun} entries`} with `;
    })
    .replace(FOR_WHOM, " ")
    .replace(API_FOR, (lead) => (restricts(lead) ? lead : ""))
    .replace(DAILY, (_match: string, ...rest: unknown[]) => `${onLastWord(groupsOf(rest).noun ?? "", (word) => (isPlural(word) ? word : plural(word)))} with `)
    .replace(COMMA_WITH, "$<noun> with ")
    .replace(PLACE_WITH, (match: string, ...rest: unknown[]) => {
      const { place = "", noun = "", list = "" } = groupsOf(rest);
      return isPlural(place.split(" ").at(-1) ?? "") || !isPlural(noun.split(" ").at(-1) ?? "") || !areFields(list) ? match : `${noun} with ${list}`;
    });
  return plain.replace(TOLD, (match: string, ...rest: unknown[]) => {
    const { noun = "", list = "" } = groupsOf(rest);
    const last = noun.split(" ").at(-1) ?? "";
    return (isPlural(last) || MASSES.test(last)) && areFields(list) && !/\b(?:with|has|have)\b/.test(list.split(",")[0] ?? "") ? `${noun} with ${list}` : match;
  });
}

const MASSES = /^(?:music|equipment|furniture|wine|beer|stock|film|art|cheese|yarn|fabric|wood|paper|jewellery|jewelry|clothing|vinyl|merchandise)$/;
