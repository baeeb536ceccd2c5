/** What people say around what they ask for. None of it is a requirement: an API does the same without it. */
export interface Frame {
  said: RegExp;
  /** A description of which all other words are the thing and its fields. */
  example: string;
}

const ASK = "(?:(?:i|we|you)(?:'d| would)? (?:want|need|like|wish)|(?:i'm|i am|we're|we are) looking for|looking for|want|need|please|can you|could you|would like|give me|help me)";
const MAKE = "(?:build|create|make|write|design|develop|have|set up|get)";
const SOFTWARE = "(?:rest(?:ful)?|crud|json|web|http|simple|small|tiny|basic|little|new|nice|good|easy|quick|complete|full|own|online|api|apis|backend|service|server|app|application|system|tool|software|solution|project|database|db|platform|website|site|endpoints?|microservice|program|module|interface|table|storage|management|manager|tracking|tracker|organi[sz]er|catalogue|catalog|inventory|collection|register|registry|directory|list|log|logbook|book|diary|journal|archive|planner|booking|scheduling|form)";
const KEEP = "(?:keep|keeps|keeping|kept|track|tracks|tracking|manage|manages|managing|management|store|stores|storing|stored|save|saves|saving|saved|record|records|recording|recorded|log|logs|logging|logged|register|registers|registering|note|notes|noting|collect|collects|organi[sz]e|organi[sz]ing|handle|handling|hold|holds|write|list|lists|listing|catalogue|document|maintain|maintaining|enter|add|create|creates|edit|update|delete|remove|view|browse|read|have|has|look up)";
const GENERIC = "(?:i|we|you|they|it|one|users?|people|everyone|everybody|anyone|someone|the api|the app|the system|it)";
const ANY = "(?:a|an|the|my|our|your|their|his|her|its|all|all the|all my|all our|some|any|each|every|one|different|various|several|many|new)";

/** Each is taken out of a description, in this order, before its words are accounted for. */
export const FRAMES: readonly Frame[] = [
  { said: /^(?:hello|hi|hey|dear (?:all|team))\b[ ,.!]*/, example: "Hello, books with title and author" },
  { said: /\b(?:thanks|thank you|thx|cheers|please)\b(?: (?:a lot|so much|in advance))?/, example: "books with title and author please" },
  { said: /\b(?:what's|what is|what was) in it\b|\bi(?:'d| would) like to know\b|\bi want to (?:see|know)(?: (?:what is|what's|which))?\b/, example: "invoices with number, due date and paid. I want to know which invoices are overdue" },
  { said: /(?<=[,:] ?|\b(?:and|with) )(?:for )?(?:who|whom|what|when|where|why|how much|how many)(?= ?(?:[,.;\n]|$))/, example: "loans: book, who, when" },
  { said: /(?<=[a-z] )(?:that |which )?(?:i|we) (?:own|have|use|need|sell|lend|rent|offer)(?= ?(?:[:.;\n]|with\b))/, example: "List of books we own: title and author" },
  { said: /(?<=[,:] ?|\b(?:and|with|has|have) )(?:whether|if) (?:or not )?(?:they|it|he|she|i|we|its|it's)\b(?:'s|'ve)?|\bor not\b|\byes ?(?:\/|,| or)? ?no\b|\by ?\/ ?n\b/, example: "books with title, lent yes/no and if it is damaged or not" },
  { said: /\b(?:not|isn't) (?=required\b|mandatory\b)|(?<=[a-z] )if (?=[a-z]+ed ?(?:[,.;)]|$))|\bif (?=any\b|known\b|needed\b|given\b|applicable\b)|\b(?:can|may) be (?=empty\b|blank\b|left out\b)/, example: "people with name and nickname, nickname is not required" },
  { said: /\bthere (?:is|are|should be|must be|will be|be)\b/, example: "There are books with title and author" },
  { said: new RegExp(`\\b${ASK}(?: to)?(?: be able to)?(?: ${MAKE})?(?: (?:me|us))?(?: (?:something|anything))?(?: like)?\\b`), example: "I need an api for books with title and author" },
  { said: new RegExp(`(?<=^|[.;,\\n] ?)(?:so |then |and )?${MAKE}(?: (?:me|us))?(?= (?:an?|one|the|${SOFTWARE})\\b)`), example: "Build me an api for books with title and author" },
  { said: new RegExp(`\\b(?:${GENERIC} )?(?:(?:can|should|must|will|shall|may|want to|need to|wants to|needs to|has to|have to|could|would|also) )*(?:be able to )?${KEEP}(?:(?:,| and|,? or|/) ?${KEEP})*(?: (?:track of|a list of|a record of|records of|note of|a log of|down|information|informations|info|data|details))*(?: (?:about|on|of|for))?(?= ${ANY}\\b| [a-z]+s\\b| (?:[a-z]+ )?[a-z]+(?: (?:with|and|\\()|:))`), example: "I want to keep track of books with title and author" },
  { said: new RegExp(`(?<=^|[.;\\n] ?)(?:(?:an?|the|my|our|one|this is an?|it is an?|it's an?) )?(?:${SOFTWARE} )*(?:api|backend|service|app|application|system|tool|software|database|db|website|table|crud|tracker|tracking|management|project|list|log|register|collection)\\b(?: (?:that|which|to|for|of|with|about|where|in which))*`), example: "A simple REST API for books with title and author" },
  { said: /\b(?:api|app|backend|service|system|database|tracker|tracking|management)\b(?=[ .:,;]|$)/, example: "Book tracker: title and author" },
  { said: /\b(?:the )?(?:fields?|columns?|properties|attributes|data|info|information|details)(?: (?:is|are|to store|should be))?(?=[: ])/, example: "Books. Fields: title and author" },
  { said: /\((?:if|when|once) (?:any|known|applicable|given|[a-z]+(?: [a-z]+)?)\)/, example: "books with title, start date and end date (if finished)" },
  { said: /^(?:create )?(?:interface|type|class|table|model|schema|entity) (?=[a-z]+ ?[({])/, example: "table books (title, author)" },
  { said: new RegExp(`(?<=^|[.;,:\\n] ?|\\bfor (?:each|every) [a-z]+ )(?:(?:the|our|my|each|every|an?) )?[a-z]+ (?:can )?(?:create|submit|report|leave|sign|suggest|write|enter|record|send in|hand in|fill in)s? (?=(?:(?:the|an?|their|his|her|our|one|new) )?[a-z]+(?: [a-z]+)? (?:with|for|about)\\b)`), example: "Readers write reviews with title and text" },
  { said: /(?<=^|[.;,:\n] ?)(?:visitors|guests|people|users|customers|readers|members|students) (?:can )?(?:leave|enter|give|submit|fill in)(?: (?:their|his or her|a|an))?(?= [a-z])/, example: "reviews: readers leave title and text" },
  { said: /\b(?:my|our|the|a|an) [a-z]+ (?:wants?|needs?|would like)\b(?: to)?(?: (?:have|keep|track|store|record|save))?/, example: "our parish wants a list of baptisms: child name, birth date" },
  { said: /\b(?:show|see|get|give|know|list|find|view|display|return|tell|want)(?: (?:me|us))?(?: (?:to see|to know|the|all|a list of|also|how))*(?= *\u0000)/, example: "expenses with amount and date. Show me the total per month" },
  { said: /\b(?:and so on|etc\.?|for example|for instance|such as|e\.g\.|as well|at least the)\b/, example: "books with title, author etc" },
];

/** Words that join what is named and ask for nothing, wherever they stand. */
export const JOINERS: ReadonlySet<string> = new Set((
  "a an the and with of for to in on at from by as into about has have having had is are be am was were being been do does it its it's they them their theirs he she his her " +
  "i we my our me us you your i'm we're this these those that that's which who where will would shall be able users user people anyone everyone here there also too then just simply so well both following some any all optionally called named contains contain containing include includes including consists consist"
).split(" "));

/** What asks for something wherever it stands, so that no title and no place says it. */
export const isLoaded = (word: string): boolean => LOADED.test(word);
const LOADED = /^(?:not|no|never|only|must|mustn't|can|can't|cannot|couldn't|may|might|should|shouldn't|don't|doesn't|isn't|aren't|without|except|unless|until|if|when|whenever|while|once|twice|before|after|than|more|less|fewer|most|least|max|min|maximum|minimum|up|over|under|between|per|each|every|total|sum|average|count|highest|lowest|first|last|next|same|other|another|own|private|secret|who|whose|which|what|how|why|nobody|everyone|anyone|automatically|today|tomorrow|daily|weekly|monthly|send|sends|email|mail|sms|notify|notification|notifications|remind|reminder|reminders|alert|alerts|pay|payment|payments|calculate|calculated|approve|approves|cancel|cancels|vote|votes|upload|uploads|download|export|import|search|find|sort|show|see|login|admin|admins|\d.*)$/;
