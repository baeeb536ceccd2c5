/** The word classes of the grammar, as sources of regular expressions. */
const CLOSED = "a|an|the|with|that|which|who|whose|and|or|but|per|by|for|in|of|on|to|from|at|as|into|about|should|must|can|could|may|will|would|is|are|be|was|were|has|have|having|had|i|we|you|it|they|he|she|also|where|when|then|if|so|each|every|any|all|one|some|no|not|only|never|please|want|wants|need|needs|like|api|app|what|how|why|whether|number|count|list|kind|kinds|type|types|sort|sorts|amount|their|its|his|her|my|our|your|this|these|those|there|contains?|includes?|belongs?|belonging";
export const WORD = `(?!(?:${CLOSED})\\b)[a-z][a-z0-9-]*\\b`;
/** A word of a field's name. */
export const FACT = "(?!(?:each|every|per|for|and|or|with|when|if|the|an?|to|by|of)\\b)[a-z][a-z0-9]*";
/** A noun with what stands directly before it. */
export const NOUN_PHRASE = `${WORD}(?: ${WORD}){0,2}`;
export const ONE_OF = "(?:each|every|an?|one|the|its|their|our|my)";

const KEEP = "creates?|keeps?|stores?|writes?(?: down)?|records?|notes?(?: down)?|logs?|tracks?|enters?|submits?|adds?|makes?|registers?|publish(?:es)?|posts?|files?|collects?|saves?|manages?|maintains?|organi[sz]es?|runs?|plans?|documents?|takes?|jots? down|fills? in|hands? in|sends? in|offers?|sells?|owns?|uploads?|signs?|reports?|requests?|borrows?|proposes?|suggests?|appl(?:y|ies) for|receives?|leaves?|gives?";
const PRONOUN = "(?:i|we|they|you|he|she|people|everybody|everyone|someone|somebody)";
/** "i want to", "can", "should be able to" */
const MODAL = "(?:(?:can|could|may|should|must|will|want to|need to|would like to|'d like to|have to|be able to|also|always|then|regularly|usually) )*";
/** Who keeps something: "we", "the maids", "teachers". */
export const KEEPER = `(?:(?<subject>${PRONOUN}|(?:(?:the|our|my|an?|each|every) )?(?:${WORD} )?${WORD}(?: (?:of|in|from) (?:the|our|my) ${WORD})?) ${MODAL}(?:${KEEP}) )`;
export const isPronoun = (subject: string): boolean => new RegExp(`^${PRONOUN}$`).test(subject);

/** "each elevator has": what follows in the plural with a list is each elevator's. */
export const HAS_ITS = `(?:(?:each|every|an?|one|the) (?<holder>${NOUN_PHRASE}) (?:(?:can|may|must|should|also) )*(?:has|have|gets?|keeps?|contains?|comes? with|includes?|consists? of) (?:(?:several|many|multiple|some|one or more|zero or more|any number of|an? list of|its|their|different) )?)`;

/** What one thing is to the other in "bikes of a customer". */
export const LINK_TO = "(?:belonging to|belongs? to|that belongs? to|which belongs? to|that (?:is|are) (?:for|of|on|in)|made for|made by|of|on|for|per|from|in|at|about|by|to)";
/** "is leased to", "comes from", "lives in": a verb that joins one thing to one other. */
export const JOINS = "(?:(?:always |also )?(?:(?:is|are|was|were|gets?|be|can be|must be|should be|has to be) (?:(?!not\\b)[a-z]+(?:ed|en|ld|nt|ht|de|ught|ung|rn|ne) )?(?:to|by|from|in|at|of|on|for|with|inside|within|part of)|comes? from|come from|lives? (?:in|at|with|on)|stands? (?:in|on|at)|sits? (?:in|on|at)|grows? (?:in|on|at)|goes (?:in|into|to|with)|takes? place (?:in|at|on)|happens? (?:in|at|on)|works? (?:for|in|at|on|with)|plays? (?:for|in)|hangs? (?:in|on|at)|stays? (?:in|at)|starts? (?:in|at)|refers? to|points? to|falls? under|lies? (?:in|on|at)|rests? in))";

/** What has one of a few values. */
export const CHOICE_NAMES = "status|state|priority|type|kind|category|level|stage|role|gender|size|severity|condition|mood|format|frequency|visibility|difficulty|urgency|intensity|result|outcome|quality|temperament|meal|slot|phase|diet|package|licence|license|plan|tier|color|colour";
