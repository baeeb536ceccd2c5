import { isPlainTalk } from "../field-words/asks-for.ts";
import { WE_DO } from "../resource-builder/strip-lead-ins.ts";

const SOFT = "(?:simple|small|little|basic|tiny|nice|quick|good|proper|easy|plain|minimal|new|rest|restful|json|web|http|crud|online|digital|central|shared)";
const PRODUCT = "(?:apis?|rest apis?|app|application|backend|back-end|back end|endpoints?|service|micro-?service|server|database|system|tool|thing|something|place|somewhere|way|software|program|programme|solution|website|register|list|set of endpoints)";
const WANT = "(?:want|need|would like|'d like|wish|wanna|require|am looking for|'m looking for|are looking for|'re looking for|have|is looking for|wants|needs|would love|would need|'d need|'d love)";
const KEEP = "(?:store|save|keep track of|keep (?:a |the )?(?:list|record|records|register|log|track|note|notes|inventory) of|keep list of|keep|track|record|register|manage|catalogue|catalog|hold|note down|note|write down|organi[sz]e|maintain|administer|collect|handle|log|put in|enter|input|put down|jot down|document)";

/** What opens a wish and says nothing of what is kept. Each is taken off while one fits. */
const OPENERS: RegExp[] = [
  /^(?:hello|hi there|hi|hey there|hey|please|pls|ok|okay|so|well|basically|also|and|now|then|thanks|good morning|good day)[,!.: ]+(?=\S)/i,
  /^(?:could|can|would|will) (?:you|someone|anyone) (?:please )?(?=[a-z])/i,
  /^(?:could|can|may) (?:i|we) (?:please )?(?:have|get) (?=an? |the |some|my |our |[a-z]+s\b)/i,
  /^for (?:my|our|the|an?) [a-z]+(?: [a-z]+){0,2},? (?=(?:i|we)(?: would|'d)? (?:need|want|like|require)\b)/i,
  /^there (?:is|are|should be|must be|will be) (?:also )?(?=[a-z])/i,
  new RegExp(`^(?:i|we)(?: also| just| really| only| simply| currently)?(?: |(?='))(?:have to (?=${KEEP}\\b)|${WANT})(?= )`, "i"),
  new RegExp(`^${WANT.replace("have|", "")} (?=an? |the |to |api|some|my |our |something|endpoint|list )`, "i"),
  /^(?:to )?(?:be able to|have|make|build|create|get|give|write|set up|develop|provide|design|implement)(?: me| us)? (?=an? |the |some|apis?\b|crud|endpoints?\b|rest|simple|small|list |backend|service|app |application|tool |database|system)/i,
  /^(?:looking for|in need of|let me|let us|let's|help me|help us|i will|we will|i'll|we'll|i'd|we'd|we|i) (?=[a-z])/i,
  new RegExp(`^to (?=${KEEP} )`, "i"),
  /^to (?:have |be able to )/i,
  new RegExp(`^(?:an? |the |some |my |our )?(?:${SOFT} )*${PRODUCT} for (?:my|our|the|an?) [a-z'-]+(?: [a-z'-]+){0,2}? (?:to|where we can|so (?:that )?we can) (?=${KEEP} )`, "i"),
  new RegExp(`^(?:an? |the |some |my |our )?(?:${SOFT} )*${PRODUCT}(?:,)? (?:to|for|that|which|where (?:i|we|everyone|anyone|[a-z]+s|people|staff) (?:can|could)|where (?:i|we) (?=${KEEP}\\b)|of|in which (?:i|we) can|with which (?:i|we) can|about)(?: (?:can|should|will|to|just|simply))* (?=\\S)`, "i"),
  new RegExp(`^(?:full |basic |simple )?crud(?: api| endpoints?| operations?| service| backend)? (?:for|on|of|to) (?=\\S)`, "i"),
  /^(?:store|keep|save|track|manage|record) (?:for )?(?:me|us) (?=the |my |our |all )/i,
  /^(?:stores?|keeps?|tracks?|holds?|manages?|saves?|records?|registers?|lists?|handles?)(?: track of| list of| a list of| records of)? (?!of )(?=(?:all |my |our |the |your )?[a-z]+)/i,
  new RegExp(`^${KEEP} (?!of )(?=(?:all |my |our |the |your |some )?[a-z]+)`, "i"),
  /^(?:all |all of )?(?:my|our|the|its|their|your|all|some|a few|information about|info about|data about|data on|details of|details about)(?: the| my| our)? (?=\S)/i,
  /^(?:an?) (?=\S)/i,
];

const OWNER = /^(?:my|our|the|an?) ((?:[a-z'-]+ ){1,3}?)(?:wants?|needs?|keeps?|would like|'d like|is looking for|are looking for) (?:to (?:(?:list|index|archive|digiti[sz]e|sort|count) (?!by\b))?(?=[a-z]))?/i;
/** "Swimming pool needs to record checks": without an article only where something is kept. */
const BARE_OWNER = new RegExp(`^(?!(?:it|he|she|each|every|one|everyone|everybody|who|user|member|customer|somebody|someone)\\b)((?:[a-z'-]+ ){1,3}?)(?:needs|wants) (?:to (?=${KEEP} )|(?=an? (?:${SOFT} )?(?:api|app|list|register|database|system|tool|backend) (?:for|of|to) ))`, "i");
/** "weather station API", "an api" behind the thing that it is about. */
const PRODUCT_BEHIND = new RegExp(`(?:,? (?:please|thanks|thank you|pls))+$| (?:api|rest api|backend|app|application|service|system|project|database|software|tool|endpoints?|microservice|api please|manager|management(?: system)?)$`, "i");

/** The rest of a sentence behind what only says that something is wanted. `isOpened`: there was such a beginning. */
export function stripOpener(sentence: string): { rest: string; isOpened: boolean } {
  // "I'd also like" is "I'd like".
  let rest = sentence.trim().replace(...WE_DO).replace(/^((?:please |and )?(?:i|we|it|you)(?:'d| would| should| want)?) (?:also|really|just|simply|basically|only(?= need| want)) /i, "$1 ").replace(/^(?:also|and),? /i, "");
  const owner = OWNER.exec(rest)?.[1];
  if (owner !== undefined && isPlainTalk(owner.replace(/\barchives? $/i, ""))) rest = rest.replace(OWNER, "");
  const bare = BARE_OWNER.exec(rest)?.[1];
  if (bare !== undefined && isPlainTalk(bare)) rest = rest.replace(BARE_OWNER, "");
  for (let isDone = false; !isDone; ) {
    const opener = OPENERS.find((one) => one.test(rest));
    if (opener) rest = rest.replace(opener, "").trim();
    else isDone = true;
  }
  return { rest, isOpened: rest !== sentence.trim() };
}

/** A noun phrase without the software that it is put in. */
export function withoutProduct(phrase: string): string {
  const shorter = phrase.replace(PRODUCT_BEHIND, "");
  return shorter !== phrase && shorter !== "" ? withoutProduct(shorter) : phrase;
}
