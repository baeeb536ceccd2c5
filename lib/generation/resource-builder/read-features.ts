import { NotUnderstood } from "./not-understood.ts";

/** Behaviour that was asked for in words, taken out of the text. */
export interface Features {
  /** Labels of fields that must not repeat. */
  unique: string[];
  hasOverdue: boolean;
  /** Labels of fields to filter or sort by; every field can be, so these must only exist. */
  filterBy: string[];
}

const NOUN = "[a-z][a-z'-]*";
const SAME_FIELD = `(?:the )?(?:exact )?(?:same|identical|existing|duplicated?) (?<field>${NOUN}(?: (?:number|address|date|code|name|plate|id))?)`;
const LINK = "(?:[ ,]*\\b(?:and|but|also|that|which|it|the api|where|must|should|shall|will|can|has to|to|with|have|having|it's|is|they|api)\\b)*";
const REFUSE = "(?:refus(?:es?|ing)|reject(?:s|ing)?|den(?:y|ies)|disallows?|prevent(?:s|ing)?|blocks?|forbids?|avoids?|stops?|(?:does ?n[o']?t|do ?n[o']?t|doesn't|don't|can(?:not|'t| not)|must not|may not|not) (?:be )?(?:allow(?:ed)?|accept(?:ed)?|permit|have|add|create|contain)|no|not|never|without)";

const UNIQUE: RegExp[] = [
  new RegExp(`${LINK}[ ,]*\\b${REFUSE} (?:(?:to|any|a|an|the|me|us|from|being|adding|add|creating|create|storing|store|having|have|accept|be) )*(?:second|duplicate[sd]?|another|two|2|double|more than one|multiple|new|one more)(?: of)?(?: (?!(?:with|for|by|of|on|using)\\b)${NOUN})?(?: (?!(?:with|for|by|of|on|using)\\b)${NOUN})? (?:with|having|that ha(?:s|ve)|who ha(?:s|ve)|for|by|of|on|using|sharing|if it has) ${SAME_FIELD}`, "g"),
  new RegExp(`${LINK}[ ,]*\\bno (?:two|2) (?:${NOUN} )*?(?:(?:can|may|should|must|will|could) )?(?:ever )?(?:have|share|with|has|use|having) ${SAME_FIELD}`, "g"),
  new RegExp(`${LINK}[ ,]*\\b(?:two|2) (?:${NOUN} )+?(?:can(?:not|'t| not)|may not|must not|should not|shouldn't|mustn't) (?:have|share|use) ${SAME_FIELD}`, "g"),
  new RegExp(`${LINK}[ ,]*\\b${REFUSE} (?:any |accept )*(?:duplicated?|repeated) (?<field>${NOUN})`, "g"),
  new RegExp(`[ ,]*(?:\\band )?(?:\\bthe )?\\b(?:duplicated?|repeated) (?<field>${NOUN}) (?:are|is|must be|should be|will be) (?:refused|rejected|not allowed|forbidden|blocked)`, "g"),
  new RegExp(`(?<=^|[.;\\n] ?)(?:(?:and|but|also|all|the|their|its|each|every|an?) )*(?<field>(?!(?:it|they|this|that|which)\\b)${NOUN}(?: ${NOUN}){0,2}) (?:must be|should be|has to be|have to be|needs to be|need to be|is|are|must stay|must all be) unique(?= ?(?:[.;\\n]|$))`, "g"),
  new RegExp(`(?<=[.;\\n] ?)(?:the )?(?<field>${NOUN}(?: ${NOUN})?s) unique(?= ?(?:[.;\\n]|$))`, "g"),
  new RegExp(`${LINK}[ ,]*\\bno (?:two|2) (?:${NOUN} )*?(?:(?:can|may|should|must|will|could) )?(?:ever )?(?:share|have) (?:an?|the|one|their) (?<field>${NOUN}(?: (?:number|address|date|code|name|plate|id|tag))?)(?=[ ]*(?:[.;,\\n]|$))`, "g"),
  new RegExp(`[ ,;]*(?:\\band |\\bwhere |\\bwhose )*(?:\\b(?:the|their|its|each|every) )?\\b(?<field>(?!(?:and|the|with|a|where|must)\\b)${NOUN}(?: (?:number|address|code|plate|id))?) (?:must be|should be|has to be|needs to be|is|are|being|be|must stay) unique(?: per ${NOUN})?`, "g"),
  new RegExp(`${LINK}[ ,]*\\b(?:unique|uniqueness) (?:by|on|of) (?:the )?(?<field>${NOUN}(?: (?:number|address))?)`, "g"),
  new RegExp(`${LINK}[ ,]*\\b(?:each|every) (?<field>${NOUN}) (?:can |may |must )?(?:only )?(?:be used |appears? |exists? )?(?:be used )?only once`, "g"),
  new RegExp(`${LINK}[ ,]*\\b(?:only )?one ${NOUN} per (?<field>email(?: address)?|phone(?: number)?|plate|isbn|sku|code|username|name|title)\\b`, "g"),
];

const OVERDUE_LINK = "(?:[ ,]*\\b(?:i'd|we'd|need|want|wants|needs|would|like|know|tell|show|see|list|give|then|and|with|plus|also|that|which|has|have|a|an|the|option|possibility|ability|way|to|can|i|you|we|be|able|let|lets|me|us|it|should|support|supports|include|includes)\\b){0,16}";
const OVERDUE: RegExp[] = [
  new RegExp(`${OVERDUE_LINK}[ ,]*\\b(?:filter(?:s|ed|ing)?|lists?|listing|shows?|finds?|see|gets?|view|search(?: for)?|endpoint|query|queries|display|return)(?: (?:for|on|by|only|the|all|just|to|see|show|find|list|me|us|of|which|what|are|ones|items|that))* overdue(?: (?:ones?|items?|tasks?|todos?|entries|only|status|[a-z]+s(?= ?[,.]|$)))?`, "g"),
  new RegExp(`${OVERDUE_LINK}[ ,]*\\boverdue(?: (?:ones?|items?|tasks?|todos?))? (?:filter|list|endpoint|view|query|flag)s?`, "g"),
  /(?:^|[.;,\n] ?)(?:and |the |all |with )*overdue (?:ones|items|tasks|loans)(?: first)?(?= ?(?:[.;,\n]|$))/g,
  new RegExp(`${OVERDUE_LINK}[ ,]*\\b(?:which|what|the|those|all)(?: ones| [a-z]+s)?(?: that| which)? (?:are|is) (?:now |already |currently )?(?:overdue|past due)`, "g"),
];

const LABEL = "(?!(?:a|an|the|with|that|which)\\b)[a-z]+(?: (?!(?:and|or|with|that|which)\\b)[a-z]+){0,2}";
const FILTER = new RegExp(
  `(?:[ ,]*\\b(?:(?:list|show|see) (?:all )?(?:the )?[a-z]+s(?= (?:sorted|ordered|filtered) by )|and|with|also|that|which|can|could|should|be|i|you|we|it|want|to|able|let|lets|me|us|users?|support|supports|supporting|allow|allows|allowing|has|have|for|them|books|the|results?|list|lists)\\b)*[ ,]*\\b(?:filter(?:s|ed|ing|able)?|sort(?:s|ed|ing|able)?|order(?:ed|ing)?|list(?:ed)?(?= by )|look(?:ed)? ?up|find|group?able)(?: (?:and|or|them|it|the|list|results|[a-z]+s))*? (?:by|on) (?<labels>(?:the )?${LABEL}(?:(?:, (?:and |or )?| and | or )(?:the )?(?:by )?${LABEL})*)`, "g");

/** What every resource gets anyway. */
const GIVEN: RegExp[] = [
  /[ ,]*(?:\b(?:with|and|that|which|has|have|supports?|including|full|all|basic|standard|normal|the|usual|complete|i|can|you|it|should|want|to|lets? me|we) )*\bcrud(?: (?:operations?|endpoints?|functionality|support|routes|api))?(?: (?:on|for) (?:it|them|each|all of them))?/g,
  /[ ,]*(?:\b(?:with|and|that|which|where|has|have|supports?|including|all|i|can|you|we|users?|it|should|want|to|lets?|me|us|be able|for) )*\b(?:add|create|creating|adding|post|insert)(?:(?:, | and |, and |\/| or |, or )(?:add|list|listing|read|reading|view|viewing|see|get|getting|edit|editing|update|updating|change|changing|modify|put|patch|delete|deleting|remove|removing|search|browse)){1,6}\b(?: (?:them|it|operations?|endpoints?|items?|entries|routes))?/g,
  /[ ,]*(?:\b(?:with|and|that|has|have|supports?|including|a) )*\b(?:cursor |simple |proper )?(?:pagination|paging|paginated(?: lists?)?|input validation|validation|validated inputs?|sorting|filtering|sorting and filtering)(?: (?:support|of inputs?|for lists?))?/g,
  /[ ,]*\b(?:please|thanks|thank you(?: very much)?|thx|cheers)\b[!.]?/g,
];

const GIVEN_FIRST: RegExp[] = [
  /[ ,;]*(?:\b(?:and|with|also|it|must|should|needs?|to|be|have|has|a|an|the|proper|good|full|automatic) )*\b(?:(?:api[- ]keys?|bearer token) (?:auth(?:entication)?|protection|required)|(?:protected|secured) (?:by|with) (?:an )?api keys?|(?:swagger|openapi|open api)(?: (?:docs?|documentation|spec|specification|document))?|(?:api )?documentation|error handling|(?:good|proper|clear) errors?(?: messages)?|json responses?|status codes|rate limit(?:s|ing)?|unit tests|tests included)(?=[ ,.;\n]|$)/g,
  /[ ,;]*(?:\b(?:and|sorted|ordered|sort|order|listed|list|with|them|the|show|show me|it|most) )*\b(?:(?:by )?(?:newest|latest|most recent|recent|oldest) (?:ones? |items? |posts? |entries |notes? )?(?:first|on top|at the top)|newest to oldest|by newest|reverse chronological(?: order)?)(?=[ ,.;\n]|$)/g,
];

/** Takes out what every API from here has. */
export function readGiven(text: string): string {
  // {"title": "string"} and `title?: string` are lists of fields.
  let rest = text.replace(/(?:\b(?:export |interface |type |class |struct |model |schema |entity |table ))*\b([a-z]+)(?: ?[:=])? ?\{([^{}]+)\}/g, (_whole, noun: string, inside: string) => `${noun} with ${inside.replace(/["\n]/g, "").replace(/[;,] *$/, "").replace(/;/g, ",").trim()}`)
    .replace(/^(?:(?:hello|hi|hey)[,.! ]*)?(?:i am|i'm|im|we are|we're) (?:an? |the )?[a-z -]{3,40}[.,;](?: and| so)? (?=[a-z])/, "")
    .replace(/^(?:(?:hello|hi|hey)[,.! ]*)?(?:i|we) (?:run|own|teach|study|organi[sz]e|work (?:at|in|for|as)) (?:(?!\bwith\b)[^.,;:]){3,60}?(?:[.,;]| and|[.,;] and) (?=(?:i |we )?(?:need|want|would like|'d like))/, "")
    .replace(/^(?:(?:hello|hi|hey)[,.! ]+)?(?:i|we) (?:run|own|teach|study|organi[sz]e|have|work (?:at|in|for|as)) (?:(?!\b(?:with|and)\b)[^.,;:]){3,60}\. (?=[a-z])/, "")
    .replace(/^(?:hello|hi|hey)[,.! ]+(?=[a-z])/, "").replace(/^(?:please )?(?:build|make|create|i need|i want)(?: me)?: (?=[a-z])/, "")
    .replace(/^([a-z' ]*\bapi) for (?:my|our|the|a) (?:[a-z]+ ){1,3}?(?=to (?:store|manage|keep|track|record|save)\b)/, "$1 ")
    .replace(/(?<=[.;\n] ?)(?:and )?(?:please )?(?:save|store|keep) (?:it|them)(?=[.;\n]|$)/g, "")
    .replace(/^(?:an? |my |our |the )?(?:small |simple |little )?(?:shop|store|library|school|clinic|gym|hotel|restaurant|company|crm|office|club|garage)(?: (?:api|app|system))?: (?=[a-z ]+ (?:with|have)\b)/, "")
    .replace(/^(?:(?!\b(?:with|has|have|votes?|voting|elections?|auctions?|bidding|lottery|betting)\b)[a-z' -]){3,70}: (?=(?:[a-z]+ ){1,2}(?:with|have|has) )/, "")
    .replace(/^(?:create )?table (?=[a-z_]+ ?\()/, "")
    .replace(/^[^.,:;]*?\b(?:where|so that|in which) (?:a |an |the |our |my )?[a-z]+ can (?=(?:save|store|keep|track|manage|record|log) )/, "")
    .replace(/ \(?(?:in )?\$\)?(?=[ ,.;)\n]|$)/g, " in dollars").replace(/ \(?(?:in )?\u20ac\)?(?=[ ,.;)\n]|$)/g, " in euros").replace(/ \(?(?:in )?\u00a3\)?(?=[ ,.;)\n]|$)/g, " in pounds")
    .replace(/\((?:it )?(?:must|should|has to|needs to) be unique\)/g, "(unique)")
    .replace(/([a-z])\?: ?([a-z]+)/g, "$1 ($2) optional");
  if (/[a-z]\?,/.test(rest)) rest = rest.replace(/([a-z])\?(?=,|\)|$| and )/g, "$1 optional");
  rest = readLists(rest);
  for (const pattern of GIVEN_FIRST) rest = rest.replace(pattern, " ").replace(/ {2,}/g, " ").replace(/ ([,.;])/g, "$1");
  return rest.trim();
}

const FIELD_WORD = /\b(?:title|name|email|price|date|text|description|author|body|content|amount|phone|quantity)\b/;

/** "posts (title, body) and comments (author, text)" are things with their fields; "name*" is required and the rest isn't. */
function readLists(text: string): string {
  const lists = [...text.matchAll(/\b([a-z]+s|(?:[a-z]+ )?[a-z]+s) ?\(([^()]*,[^()]*)\)/g)].filter(([, , inside = ""]) => FIELD_WORD.test(inside));
  const [first] = lists;
  const lead = first ? text.slice(0, first.index) : "";
  const between = text.replace(lead, "").replace(/\([^()]*\)/g, "");
  if (lists.length > 1 && /^[a-z ]*(?: with|:|)\s*$/.test(lead) && /^[a-z ]+(?:(?:,| and|, and|;|\.) ?[a-z ]+)*[.]?$/.test(between) && between.split(/, and|,| and |;|\./).filter((part) => part.trim() !== "").length === lists.length) {
    return lists.map(([, noun = "", inside = ""]) => `${noun.trim()} with ${inside.trim()}`).join("; ");
  }
  const starred = [...text.matchAll(/\b([a-z][a-z ]*?)\*(?: ?\(required\))?(?= ?(?:,|\)|$|and ))/g)].map(([, name = ""]) => name.replace(/^.*\b(?:with|has|have|and) /, "").trim());
  if (starred.length === 0 || /[;.\n]\s*[a-z]/.test(text)) return text;
  return `${text.replace(/([a-z])\*(?: ?\(required\))?/g, "$1").replace(/[.]$/, "")}. only ${starred.join(" and ")} are required`;
}

/** Takes the behaviour out of the text. What stays must be resources and their fields. */
export function readFeatures(text: string): { rest: string; features: Features } {
  const features: Features = { unique: [], hasOverdue: false, filterBy: [] };
  let rest = text;
  const take = (patterns: RegExp[], found: (groups: Record<string, string | undefined>) => void): void => {
    for (const pattern of patterns) {
      for (const match of rest.matchAll(pattern)) {
        found(match.groups ?? {});
        refusePair(match, rest);
      }
      rest = rest.replace(pattern, " ").replace(/ {2,}/g, " ").replace(/ ([,.;])/g, "$1");
    }
  };
  take(UNIQUE, ({ field }) => { if (field) features.unique.push(field); });
  take(OVERDUE, () => { features.hasOverdue = true; });
  take([FILTER], ({ labels }) => {
    if (labels) features.filterBy.push(...labels.split(/, (?:and |or )?| and | or /).map((label) => label.replace(/^(the|by) /g, "").trim()));
  });
  take(GIVEN, () => {});
  return { rest: rest.replace(/(?:[ ,]|\band\b)+([.\n]|$)/g, "$1").trim(), features };
}

/** "the same title and author" means both together, which is not what one unique field does. */
function refusePair(match: RegExpExecArray, text: string): void {
  if (!/same|identical/.test(match[0])) return;
  const after = text.slice(match.index + match[0].length);
  const pair = /^ and (?:the )?(?:same )?([a-z]+)(?=[.,]|$)/.exec(after);
  if (pair) throw new NotUnderstood(`One field can be unique by itself ("no two with the same ${match.groups?.field ?? "name"}"), but not two fields together.`, `${match[0].trim()}${pair[0]}`);
}
