import { plainName } from "../outline/name-of.ts";
import { NOT_A_NAME } from "../field-words/not-a-name.ts";
import { isPlainTalk } from "../field-words/asks-for.ts";
import { isManyNoun } from "../field-words/is-many-noun.ts";
import { whatIsHeld } from "../resource-builder/read-noun.ts";
import { isPlural } from "../resource-builder/words.ts";
import { nounOf } from "./draft.ts";
import { withoutProduct } from "./strip-opener.ts";

/** What holds things of one kind, and what one of them is called where the phrase doesn't say. */
const HOLDERS: Record<string, string> = {
  dictionary: "entry", glossary: "entry", diary: "entry", journal: "entry", logbook: "entry", "log book": "entry", noticeboard: "notice", "notice board": "notice", guestbook: "entry", "guest book": "entry", "visitor book": "entry", "visitors book": "entry", log: "entry", "price list": "item", "shopping list": "item", wishlist: "item", inventory: "item", stock: "item", menu: "dish", timetable: "entry", calendar: "event", catalogue: "item", catalog: "item", archive: "item", library: "item", collection: "item", directory: "entry", register: "entry", registry: "entry", list: "item", database: "entry", tracker: "entry", book: "book", records: "record", roster: "entry", board: "item",
};
const HOLDER = "(?:list|(?:watch|wish|want|short) ?list|register|registry|directory|log|log ?book|inventory|collection|catalogue|catalog|database|tracker|archive|library|overview|board|book|stock|set|roster|diary|journal|index|planner|manager|organi[sz]er)";
const OF = new RegExp(`^(?:(?:[a-z]+ )?(?:${HOLDER}|records?) of|${HOLDER} (?:for|about|with all)) (?:all |the |my |our |all the |all my |all our |some )*(?=[a-z])`, "i");
const WHOSE = new RegExp(`^((?:[a-z]+ )+${HOLDER}|${HOLDER}(?= for )) (?:of|for) (?:my|our|the|his|her|an?) ([a-z]+(?: [a-z]+)?)$`, "i");
const BEHIND = new RegExp(`^(.+[a-z]) ${HOLDER}$`, "i");
/** Where and for whom: says nothing of the thing. */
const AROUND = /^(.+?),? (?:for|at|in|from|of|by|on|around|within|during|about|(?:to|against)(?= (?:the|our|my|this) )) ((?:(?:my|our|the|a|an|this|your|local|his|her|their|some|all|small|little|personal|public) )*[a-z][a-z' -]*)$/i;

/** "parcels that arrive", "patients waiting", "laptops people bring": what they do says nothing of what is kept. */
const DOING = /(?<=s|people|children) (?:(?:that|which|who|whom|where) [a-z' ]+|(?:people|customers|they|somebody|someone|visitors|guests|members|my [a-z]+|our [a-z]+|the [a-z]+) [a-z]+(?: (?:in|out|up|back|off))?|(?:waiting|living|working|staying|playing|attending|visiting|coming|arriving|leaving|taking part|lying around|brought in|handed in|left behind))$/i;
/** "our museum's objects" */
const OWNER = /^(?:(?!(?:in|at|of|for|from|on|to|by) )[a-z]+ ){0,3}[a-z]+'s (?=[a-z])/i;
/** "books I have read", "wines that we drank": whose they are says nothing of what is kept. */
const RELATIVE = /,? (?:that |which )?(?:i|we)(?:'ve| have| had)?(?: already| ever)? (?:[a-z]{3,}ed|sent|own|read|made|seen|bought|sold|have|keep|grow|grew|grown|drink|drank|drunk|eat|ate|eaten|brew|built|build|took|taken|got|lent|rent|run|ran|found|write|wrote|written|watch|play|visit|like|love|cook|bake|make|sell|breed|collect|teach|caught|saw|met|gave|given|won|lost|get|receive|take|offer|lend|use|need|do)$/i;

export interface RowNoun {
  singular: string;
  also: string[];
  around: string[];
}

const LOST = /^(?:[a-z]+ )?lost (?:property|and found)(?: (?:box|office|list|desk|cupboard|shelf))?$/i;

/** What one row of a phrase is: "hiking trails directory", "stock of yarn", "recipes for cocktails", "readings from my garden". Null where it isn't a plain noun. */
export function rowNoun(phrase: string): RowNoun | null {
  let text = whatIsHeld(withoutProduct(phrase.trim().replace(/\b([a-z]+)s'(?= [a-z])/gi, "$1").replace(/^"|"$/g, "").replace(RELATIVE, "").replace(/ for (?:me|us|myself|ourselves)(?: and (?:my|our) [a-z]+)?$/i, "").replace(/^(?:the|an?|my|our|all|each|every|any|some|one|your|new|different|various|several|many|important|simple|small|little|basic|personal)(?: (?:of )?(?:the|my|our))? (?=[a-z])/i, "")));
  if (/[^a-z' -]/i.test(text) || text === "") return null;
  const also: string[] = [];
  // "tractors and other machines": the tractors are machines too.
  text = text.replace(/^([a-z]+(?: [a-z]+)?),? (?:and|or) (?:all |any )?other (?=[a-z]+s\b)/i, (_all, one: string) => { also.push(nounOf(one)); return ""; });
  const places: string[] = [];
  if (!/'s (?:club|day|book|choice|home|shelter|team|list)\b/i.test(text)) text = text.replace(OWNER, (owner) => (/^[a-z' ]*'s (?:objects|items|things|pieces)$/i.test(text) ? `${/([a-z]+)'s $/i.exec(owner)?.[1] ?? ""} ` : ""));
  const shorter = (said: string): string => (DOING.test(said) && isPlainTalk(DOING.exec(said)?.[0] ?? "") ? said.replace(DOING, "") : said.replace(RELATIVE, ""));
  for (let around = AROUND.exec(text); around && !OF.test(text); around = AROUND.exec(text)) {
    const where = (around[2] ?? "").replace(/^(?:(?:my|our|the|a|an|this|your|local|his|her|their|some|all|small|little) )+/i, "");
    if (!isPlainTalk(where) || NOT_A_NAME.test(where) || where.split(" ").length > 5) return null;
    // "recipes for cocktails": people say cocktails as well.
    if (/^[a-z]+s$/i.test(around[2] ?? "") && / (?:for|of) [a-z]+s$/i.test(text)) also.push(nounOf(around[2] ?? ""));
    places.push(where);
    text = shorter(withoutProduct(around[1] ?? ""));
  }
  text = shorter(text);
  const [, holder = "", whose = ""] = WHOSE.exec(text) ?? [];
  // "Medication list of my grandma", "a log for the watchman": whose it is says nothing of what is kept.
  if (holder !== "" && !isPlural(whose.toLowerCase().split(" ").at(-1) ?? "") && isPlainTalk(whose)) return rowNoun(holder);
  if (OF.test(text)) return rowNoun(text.replace(OF, ""));
  if (LOST.test(text)) return { singular: "item", also: [text.toLowerCase(), ...also], around: places };
  const held = Object.hasOwn(HOLDERS, text.toLowerCase()) ? HOLDERS[text.toLowerCase()] : undefined;
  if (held !== undefined) return { singular: held, also: [text.toLowerCase(), ...also], around: places };
  const before = BEHIND.exec(text)?.[1];
  const last = text.toLowerCase().split(" ").at(-1) ?? "";
  // Of a weather diary there are entries, no weathers.
  if (before !== undefined && MASS.test(before) && isNoun(`${plainName(before)} entry`) && /^(?:log|diary|journal|logbook|tracker|log book)$/.test(last)) return { singular: `${plainName(before)} entry`, also: [text.toLowerCase(), ...also], around: places };
  // "people register" says what they do, and a waiting list has an order to be kept.
  if (before !== undefined && !(last === "list" && /[a-z] (?:customers|members|visitors|guests|students|participants)$/i.test(before)) && /(?:^|\b)(?:waiting|people|users?|customers|members|visitors|guests|they|students|participants|everyone|anyone|who)$/i.test(before)) return null;
  if (before !== undefined && !(last === "list" ? /^(?:note|address|phone|text|board)$/i : /^(?:note|guest|address|phone|cook|recipe|text|board)$/i).test(before)) return isNoun(nounOf(before)) ? { singular: nounOf(before), also: [text.toLowerCase(), ...also], around: places } : null;
  const inner = Object.hasOwn(HOLDERS, last) && last !== "book" ? HOLDERS[last] : undefined;
  if (inner !== undefined) return { singular: inner, also: [text.toLowerCase(), ...also], around: places };
  const noun = nounOf(text);
  return isNoun(noun) || /^shows$/i.test(text) || /^(?:an?|the|each|every) show$/i.test(phrase.trim()) ? { singular: noun, also, around: places } : null;
}

const MASS = /(?:^| )(?:weather|diabetes|pressure|sugar|sleep|mileage|fuel|weight|rain|rainfall|temperature|water|energy|electricity|mood|health|fitness|training|running|cycling|swimming|food|medication|maintenance|gardening|pain|travel|pregnancy)$/i;

/** "customer places order" says who does what; "sports club" is a name. */
const isSentence = (noun: string): boolean => noun.split(" ").slice(0, -1).some(isManyNoun);

/** What is a verb or a word for any list elsewhere is a thing where it stands alone. */
const ALONE = /^(?:book|table|(?:(?:football|soccer|tennis|chess|rugby|hockey|handball|volleyball|basketball|cricket|darts|squash|badminton|league|cup|club) )?match)$/;
const isNoun = (noun: string): boolean => ALONE.test(noun) || (noun !== "" && !isSentence(noun) && noun.length <= 40 && noun.split(" ").length <= 4 && !NOT_A_NAME.test(noun) && isPlainTalk(noun) && !/^(?:and|or|so|but|it|them|i|id|ive|im|we|wed|those|these|each|this|that|field|data|information|info|other|both|all|user|thing|stuff|number|count|total|sum|amount|average|name|first|last|second|result of|day|week|month|year|time|way|part|kind|point|result|percent|percentage|table|status|state|[a-z]+ status)$/.test(noun) && !/\b(?:and|or|but|to|by|is|are|has|have|can|with|needs|wants|lets?|see|sees|want|need|get|have|borrow|lend|book|pay|buy|choose|use|uses|make|makes|shortener|calculator|generator|converter|validator|checker|bot|poll|auction|quiz|lottery|raffle|lookup|recognition|detection|finder|matching|matcher|validation|verification|translation|transcription|conversion|prediction|estimation|estimator|optimi[sz]er|scraper|crawler|monitoring|watcher|notifier|waiting|splitting|sharing|simulator|engine|scheduler)\b|^(?:grade|rate|check|compare|analy[sz]e|find|split|schedule|translate|summari[sz]e|convert|detect|classify|send|sell|buy|assign|approve|remind|notify|predict|recommend|monitor|solve|proofread|count|show|hide|draw|reject|hire|pick|calculate|shuffle|turn|merge|resize|sum|remove|delete|update|edit|add|tell|give|estimate|guess|take|accept|process|measure|get|make|let|read|write|open|close|their|his|her|its|when|after|from|then|max|min|maximum|minimum|same|no|once|new|every) /.test(noun.replace(/(?:^| )book$/, "")));
