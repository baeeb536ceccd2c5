import type { Rephrasing } from "./rephrasing.ts";
import { isPlural } from "./words.ts";

const SMALL = "(?:an?|the|my|our|new|quick|simple|small|little|basic|rest|i|we|need|want|please|build|make|me|create)";
const KEEP = "(?:save|store|keep|track|record|log|manage|collect)";
const WORD = "(?!(?:with|ha(?:s|ve)|having|that|each|every|can|only|keep|store|save|track|manage|managing|storing|for|to|of)\\b)[a-z]+";
/** What carries a rule or a wish is no title. */
const RULE = "only|no|not|never|must|can't|cannot|private\\w*|max\\w*|at most|unique|without|each|every|per|hidden|secret|own|log ?in|passwords?|remind\\w*|send\\w*|e-?mail\\w*|notif\\w*";
const THINGS = "(?:[a-z]+ )?[a-z]+s (?:with|have) ";

/** What a description is called, or for whom it is, before it says what to keep. */
export const rephraseTitles: Rephrasing[] = [
  { said: /,? (?:please|thanks|thank you|thx)(?: (?:a lot|very much|in advance))?(?= ?(?:[.;!\n]|$))/g, means: "" },
  // "how many are overdue?" is a wish, "phone?" an optional field
  { said: /(?<=(?:^|[.;!?\n] ?)(?:how|which|what|who|when|where|can|could|do|does|is|are)\b[^.;!?\n]*)\?/g, means: "." },
  { said: new RegExp(`^(?:(?:my|our|the|an?) )?(?!(?:i|we|they|he|she|you|each|every|users?|people|members|customers|only|all|everyone)\\b)[a-z]+(?: [a-z]+){0,2} (?:wants?|needs?|would like) to (?=${KEEP} )`), means: "" },
  { said: new RegExp(`^(?:${SMALL} )*api(?: please)?: (?=[a-z -]+(?:,| with ))`), means: "" },
  // "api for board game cafe, games with …"
  { said: new RegExp(`^(?:${SMALL} )*(?:api|app|backend|database|system) (?:for|of) (?:${WORD} ){1,4}?${WORD}[,.:;] (?=${THINGS})`), means: "" },
  { said: new RegExp(`^(?:${SMALL} )*(?:place|app|tool|system|way|database) for (?:my|our|the|a) [a-z]+(?: [a-z]+)? to (?=${KEEP} )`), means: "" },
  { said: new RegExp(`^(?:${SMALL} )*(?:something|a place|somewhere|a way|looking for something) (?:to|where (?:i|we) can) (?=${KEEP} )`), means: "" },
  // "Vet practice. Owners have …": in the singular it is a title
  { said: new RegExp(`^((?:${SMALL} )*${WORD}(?: ${WORD}){0,2})[.;] (?=${THINGS})`), means: (match, [title = ""]) => (isPlural(title.split(" ").at(-1) ?? "") ? match : "") },
  { said: new RegExp(`^(?:give|offer) (?:the |our |my )?[a-z]+ (?:an? )?(?:place|way|tool|api|app) to (?=${KEEP} )`), means: "" },
  { said: new RegExp(`^i'm an? [a-z]+(?: [a-z]+)? and (?:i )?(?=${KEEP} )`), means: "" },
  // "can you make an api for our library's donations? donor, book title"
  { said: new RegExp(`^(?:can|could|would) you (?:please )?(?:make|build|create|write) (?:me |us )?(?:an? )?(?:api|app|backend|tool) (?:for|of|to ${KEEP}) ((?:(?:my|our|the) )?(?:[a-z']+ ){0,3}?[a-z]+s)[.] (?=(?!(?:[a-z]+ )?[a-z]+s: )[a-z][^.;:]*,)`), means: "$1: " },
  // "could you make me an api for my stamp exchange? stamps i have to give away: country, year"
  { said: new RegExp(`^(?:can|could|would) you (?:please )?(?:make|build|create|write)(?![^.]*\\b(?:${RULE})\\b)[^.,:;]*[.] (?=[a-z])`), means: "" },
  // "Class library for grade 5. books: title, author": what has the fields is named after it. "We want to record who repaired machines." asks for more.
  { said: new RegExp(`^(?!(?:${SMALL} )*(?:[a-z]+ )?[a-z]+s[.])(?![^.]*\\b(?:${RULE}|who|whom|whose|where|when|how|what|which|why)\\b)[a-z][a-z0-9' -]{2,50}[.] (?=(?:the |my |our )?(?:[a-z]+ )?[a-z]+s: ?[a-z][^.;]*,)`), means: "" },
  // "my weight training, i want exercise name, kilos, sets"
  { said: /^(?:my |our )?((?:[a-z]+ ){0,2}[a-z]+)[,.:;] (?:i|we) (?:want|need|would like|'d like) (?:to (?:save|store|keep|track|log|record|note|write down) )?(?:the )?(?=(?:(?!with\b|to\b|an?\b)[a-z]+ ?){1,3},[^.;:]*,)/, means: "$1: " },
  // "a tracker for my kids' screen time. child, date, minutes"
  { said: /^(?:an? |the |my |our )?(?:simple |small |little )?(?:tracker|log|list|diary|register|record|overview) (?:for|of) (?:my |our |the )?(?:[a-z]+(?:'s|s') )([a-z]+(?: [a-z]+)?)[.:] (?=[a-z][^.;:]*,)/, means: "$1: " },
  // "podcasts i listen to. name, host"
  { said: /^((?:(?:list|collection|log) of )?(?:my |the |our )?[a-z]+(?: [a-z]+)?s) (?:that |which )?(?:i|we) (?!(?:want|need|would)\b)[a-z]+(?: (?:to|at|in|for|on|after|away|give|sell|do|make|swap|trade)){0,3}[.:] (?=[a-z][^.;:]*,)/, means: "$1: " },
  // "recipes need a title and …"
  { said: /(?<=^|[.;\n] ?)([a-z]+(?: [a-z]+)?s) (?:need|should have|must have) (?=(?:an? |the )?[a-z]+(?: [a-z]+)?(?:,| and ))/g, means: "$1 with " },
];
