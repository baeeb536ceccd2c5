import { normaliseText } from "./resource-builder/normalise-text.ts";

/** What people ask for that the built-in generator can't build: why, and what is near. Each suggestion builds as it stands. */
export interface Wish {
  /** Words that something ready-made may know too: what is near says more. */
  isVague?: boolean;
  signal: RegExp;
  why: string;
  /** What comes nearest, as something to keep or to ask for. */
  nearest?: string;
  suggestions: string[];
}

/** Why a part isn't built, and what comes nearest. */
export const whyOfWish = ({ why, nearest }: Wish): string => (nearest === undefined ? why : `${why} Nearest: ${nearest}`);

const WHAT_IT_CAN = "It makes APIs that keep the things you name with their fields (that refer to each other, belong to one caller each, are searched, counted and added up, and go through states), and the ready-made APIs at /blueprints.";
export const whatItCan = WHAT_IT_CAN;

/** What a description asks for first of all that can't be built, with the words that ask for it. What is certain comes before what is vague. */
export function wishIn(description: string): { wish: Wish; part: string } | null {
  const parts = description.split(/(?:(?<=[.;!?])\s|\n|,\s)+/).map((part) => part.replace(/[\s.;:!]+$/, "").trim()).filter(Boolean);
  for (const isVague of [false, true]) {
    for (const part of parts) {
      // What stands in tags or calls something is code, not a wish.
      const text = normaliseText(part).replace(/<[^>]*>|\b[a-z]+\(/g, " ");
      const found = WISHES.filter((wish) => (wish.isVague ?? false) === isVague).map((wish) => ({ wish, at: text.search(wish.signal) })).filter(({ at }) => at >= 0);
      const [first] = found.toSorted((one, other) => one.at - other.at);
      if (first) return { wish: first.wish, part };
    }
  }
  return null;
}

/** Everything certain that can't be built, with the part that asks for it: each reason once. */
export function wishesIn(description: string): { wish: Wish; part: string }[] {
  const parts = description.split(/(?:(?<=[.;!?])\s|\n|,\s|\sand\s(?=(?:send|e-?mail|export|charge|pay|notify|remind|upload|store|print)))+/).map((part) => part.replace(/[\s.;:!]+$/, "").trim()).filter(Boolean);
  const found = WISHES.filter(({ isVague }) => isVague !== true).flatMap((wish) => { const part = parts.find((one) => wish.signal.test(normaliseText(one))); return part === undefined ? [] : [{ wish, part }]; });
  return found.filter(({ wish }, index) => found.findIndex((other) => other.wish.why === wish.why) === index);
}

const OUT_OF_REACH = /^(?:Sending|Payments|Files)/;

/** What needs another service, of what asks for something ready-made. */
export const outOfReachIn = (description: string): { wish: Wish; part: string }[] => wishesIn(description).filter(({ wish }) => OUT_OF_REACH.test(wish.why));

export const SECRETS: Wish = {
  signal: new RegExp(
    "\\b(?:give|show|list|print|return|reveal|leak|steal|dump|get|fetch|read|expose|collect|find|tell|hack|crack|extract|access|see|export)\\w*\\b.{0,60}\\b(?:other|another|someone|somebody|everyone|everybody|anyone|else|all|any|every|users?|people|customers?|compan(?:y|ies)|your|admin\\w*|server|platform|system|anthropic|openai|stripe|aws|database|neighbou?r)\\b.{0,40}\\b(?:keys?|secrets?|passwords?|credentials?|tokens?|env(?:ironment)? variables?|private data)\\b" +
      "|\\b(?:keys?|secrets?|passwords?|credentials?|tokens?)\\b.{0,30}\\b(?:of|from|belonging to) (?:other|another|someone|somebody|everyone|all|any|the (?:server|platform|system|owner|admin))" +
      "|\\bignore\\b.{0,30}\\binstructions\\b|process\\.env|\\benvironment variables?\\b|/etc/passwd|\\bsystem prompt\\b|\\bother (?:users?|people|workspaces?|accounts?)(?:'s?|s')? (?:data|apis?|documents|keys)\\b",
  ),
  why: "Nobody's keys, passwords or data can be read by an API built here, and none is built to try: each API sees only what is stored in it.",
  suggestions: [],
};

/** Another person, with what they are to the speaker. */
const OF_SOMEBODY = "(?:my |her |his |their |the |an? )?(?:ex|ex[ -]?\\w+|girlfriend|boyfriend|wife|husband|spouse|partner|neighbou?r|boss|colleague|coworker|co-worker|crush|rival|competitor|roommate|flatmate|friend|sister|brother|daughter|son|mother|father|mom|dad|teacher|classmate|employee|someone|someone else|somebody|somebody else|anyone|other people|strangers?)(?:'s|s'|s)?";
const HARMFUL = /\bhack(?:s|ing|ed)? (?:in|into|onto)\b|\bransomware\b|\bphishing\b|\bmalware\b|\bkeylogg|(?<!bath |seed )\bbombs?\b|\bexplosives?\b|\bstalk(?:ing|ers?)\b|\bwithout (?:that )?(?:she|he|they|her|his|their|him|them|anyone|anybody|people) (?:know(?:s|ing)?|notic(?:es?|ing)|find(?:s|ing)? out|knowledge|consent)\b(?! who\b)|\b(?:she|he|they) (?:must not|mustn't|should not|shouldn't|won't|doesn't|don't|never) (?:know|notice|find out|finds out|knows|notices) (?:about )?(?:it|this|that (?:i|we))\b|\bbehind (?:her|his|their) backs?\b|\b(?:everything|all|whatever|what) (?:[a-z]+ )?typed on\b.{0,30}\bkeyboard|\bwhat (?:my|her|his|their) [a-z]+ (?:is|are) (?:typing|texting|writing|doing|reading) on (?:his|her|their)\b|\b(?:phone|computer|laptop|messages|whereabouts)\b.*\b(?:he|she|they) (?:must|should|may|can|will)(?: not|n't) (?:notice|know|find out|see)\b|^(?:please )?(?:give|show|get|find) (?:me )?(?!.*\b(?:manage|store|keep|track|record)\b)[^.]*\b(?:salaries|home addresses|passwords|bank details)\b[^.]*\bof (?:all|every)\b[^.]*\b(?:working|employed) (?:at|for|by)\b|\bfake (?:bank|login)|\bcvvs?\b|\bstolen (?:cards?|credit|passwords?|credentials)/;

export const HARM: Wish = {
  signal: new RegExp(
    `\\b(?:log|sign|break|hack|get)(?:s|ging|ing|ting)? (?:in|on)? ?to (?:${OF_SOMEBODY})\\b.{0,40}\\b(?:accounts?|instagram|facebook|whatsapp|snapchat|tiktok|gmail|e?mails?|phones?|messages|computers?|laptops?|cloud|icloud|(?:web)?cam(?:era)?s?|routers?|wi-?fi)\\b` +
      `|\\b(?:read|save|see|copy|download|intercept|record|monitor|collect)(?:s|ing)? (?:all )?(?:of )?(?:${OF_SOMEBODY})(?: private)? (?:messages|texts|dms|chats|calls|e?mails|whatsapp|conversations|browsing|keystrokes|passwords?)\\b|\\bspy(?:ing|s)? on\\b|\\bsecretly (?:track|record|watch|follow|read|film)|\\b(?:track|follow|locate)(?:s|ing)? (?:${OF_SOMEBODY})(?: live| current)? (?:location|phone|whereabouts|gps)\\b|` +
      HARMFUL.source,
  ),
  why: "An API for this would harm people, so that none is built: nobody's accounts, messages, whereabouts or private data are read without them.",
  suggestions: [],
};

export const WISHES: Wish[] = [
  { signal: /^(?:please )?(?:(?:can you|i want (?:you|it) to|it should) )?(?:write|compose|draft|reword|rewrite|proofread|paraphrase|brainstorm) (?:me |us |my |a |an |the |some )*(?:[a-z]+ ){0,2}?(?:letters?|essays?|poems?|stor(?:y|ies)|speech(?:es)?|songs?|lyrics|articles?|blog posts?|summar(?:y|ies)|captions?|slogans?|descriptions?|resumes?|cvs?|e-?mails?|tweets?|posts?|ads?|reviews?|scripts?|jokes?|names?|texts?|sentences)\b/, why: "Writing texts needs a language model, which an API built here doesn't have.", nearest: "the text can be kept in a field that whoever calls fills in.", suggestions: [] },
  { signal: /\btranscri\w*|\b(?:turn|convert|transform|make)\b.*\b(?:recordings?|audio|speech|voice|videos?|photos?|pictures?)\b.*\b(?:into|to)\b/, why: "That needs a model that understands sound or pictures, which an API built here doesn't have.", nearest: "a link to it can be kept, beside a text that whoever calls fills in.", suggestions: [] },
  { signal: /\breads? (?:an?|the|my|our)? ?(?:photos?|pictures?|images?|scans?|receipts?|handwriting)\b|^.*\b(?:photos?|pictures?|images?|pics?|scans?|selfies?|x-?rays?)\b.*\b(?:tells? (?:me|us|you)|tells? (?:if|whether|what|which|how)|says?|identif\w*|detect\w*|recogni[sz]\w*|diagnos\w*|guess\w*|find out|what (?:it|they) (?:is|are|shows?))\b/, why: "Reading pictures needs an image model, which an API built here doesn't have.", nearest: "a link to the picture can be kept, beside what somebody saw in it.", suggestions: [] },
  { signal: /\bstock (?:price|market)|\bcrypto|\bbitcoin|\btrading\b|\blottery/, why: "Predictions need market data and a model, and an API built here has neither.", nearest: "prices can be kept with their dates, with averages per month.", suggestions: ["Manage stock prices with symbol, price and date"] },
  { signal: /\bpredict(?!.*\bstock (?:price|market))|\btomorrow ?'?s (?:prices?|rates?|winners?|numbers|results?)\b|\b(?:whether|when|what) to (?:buy|sell)\b|(?<!weather )\bforecast(?!.*\bstock (?:price|market))|\bprophe|\b(?:tells?|says?|knows?|guess(?:es)?|estimates?)\b.*\bwill (?:have|get|win|fail|break|happen|harvest|sell|rise|fall)\b/, why: "Predictions need what happened before and a model that learns from it, and an API built here has neither.", nearest: "what happened can be kept, with totals and averages per month.", suggestions: ["Manage customers with name, email and plan"] },
  { signal: /(?<!, |\band |\bwith )\bweather\b(?! (?:stations?|readings?|logs?|observations?|measurements?|diary|records?)\b)/, why: "Weather needs data from another service, which an API built here can't reach.", nearest: "readings can be sent to the API and kept, with averages per day.", suggestions: ["Manage weather readings with city, temperature and date"] },
  { signal: /\bsend\w*\b(?=.*\b(?:e-?mails?|sms|messages?|notif\w*|remind\w*|alerts?|newsletters?|mail|to (?:my|our|the|all|each|every|customers|users|them|me|us)|me|us|them|him|her|customers|users|people|everyone)\b)|\be?mails? (?:me|us|them|him|her|people|users|customers|everyone)\b|\bsms\b|\btext messages?\b|\bpush \w|\bnotif|\bremind|\balerts?\b|\bsend (?:[a-z]+ )?(?:an? )?texts?\b|\b(?:confirm\w*|tickets?|reminders?|invoices?|receipts?) (?:by|via|per) (?:e-?mail|text)\b|\bnewsletter|\bwhatsapp|\bslack\b|\btelegram/, why: "Sending messages or reminders needs another service, which an API built here can't reach.", nearest: "keep the date it is due and whether it was sent, and filter lists by both.", suggestions: ["Manage reminders with title, due date and done, and a filter for overdue ones"] },
  { signal: /(?<!\b(?:mortgage|loan|monthly|extra|down|interest) )\bpay(?:ments?|pal|ing)\b|\bpay (?:online|by|with|for|via|through|me|us|them)\b|^pay\b|\bstripe\b|\bcheckout\b(?! (?:date|time|day|at|on|hour))|(?<!\bin )\bcharge\b|\bbilling\b|\bcredit cards?\b|(?<!\b(?:whether|when|what) to )\bbuy\b/, why: "Payments need a payment service, which an API built here can't reach.", nearest: "keep an amount, a date and whether it was paid.", suggestions: ["Manage invoices with customer name, amount, due date and paid"] },
  { signal: /\b(?:ai|gpt|llm|chatbot|machine learning|neural|translat(?:e|es|ed|ing|ions?)(?! (?:agenc|bureau|compan|office|job|project|order|task))|summari[sz]\w*|sentiment|recogni[sz]\w*|classif\w*|recommend\w*|hate speech|plagiari[sz]\w*|toxicity|fake news|(?:generate|design|draw|create) (?:an? |me an? )?(?:image|picture|text|story|poem|logo|song|video|presentation|slogan)\w*)\b/, why: "That needs a language or image model, which an API built here doesn't have.", nearest: "the result can be kept in a field that whoever calls fills in.", suggestions: ["Text statistics: words, characters and reading time"] },
  { signal: /\bcurrenc(?:y|ies) (?:convert\w*|conversion|exchange|rates?)|\bconver\w*\b.*\bcurrenc|\bexchange rate|\beuros? (?:to|into)|\bdollars? (?:to|into)|\bforex/, why: "Exchange rates change every day and come from another service, which an API built here can't reach.", nearest: "rates can be kept with their dates.", suggestions: ["Convert temperatures and lengths", "Manage exchange rates with currency, rate and date"] },
  { signal: /^(?:please )?(?:find|search|get|show|tell|compare)\b.*\b(?:cheapest|best|cheap)\b.*\b(?:hotels?|flights?|trains?|tickets?|offers?|deals?|prices?)\b/, why: "Offers and prices of this moment come from other services, which an API built here can't reach.", suggestions: [] },
  { signal: /\b(?:live|real-?time|current|up-to-date|latest) (?:[a-z]+ ){0,2}(?:arrivals?|departures?|times|timetables?|prices?|rates|scores|results|news|traffic|positions?|locations?|flights?|trains?|buses|delays|quotes|data|odds)\b(?! (?:per (?!gram|ounce|kilo|barrel|share|lit|gallon)|of each|for each|logged|stored|recorded))|\b(?:bus|train|tram|flight|subway|metro|ferry) (?:[a-z]+ )?(?:arrival|departure|timetable|delay)s?\b(?! (?:log|record|diar|report|with|board with))/, why: "Live data, such as timetables, prices or scores of this moment, comes from another service, which an API built here can't reach.", nearest: "what is known can be sent to the API and kept with its time.", suggestions: [] },
  { signal: /\bscrap(?:e|es|ing)\b|\bcrawl|\bfetch(?:es)?\b|\bnews\b|\bgoogle\b|\btwitter\b|\byoutube\b|\bgithub\b|\bspotify\b|\bmaps?\b|\bgps\b|\bsatellite (?:pictures?|photos?|images?|imagery|data|maps?)\b|\bfrom the (?:web|internet)\b/, why: "Data from other sites and services can't be reached by an API built here.", nearest: "what is known can be sent to the API and kept, with a link to where it is from.", suggestions: ["Manage bookmarks with url, title and tags"] },
  { signal: /\blog ?in\b|\bsign ?in\b|\busers? (?:can |could |should |must |may |to )*sign ?up\b(?! for)|\bsign ?up (?:with (?:an? |their )?password|and log|or log|page|form|via|using)|^sign ?up\b|\bauthenticat|\bauthori[sz]|\bpermission|(?<!\b(?:random|strong|secure|safe|generates?|generating|generated|make|create) )\bpasswords?\b(?! generat)|\buser accounts\b|\boauth\b|\bjwt\b|\bauth\b/, why: "Sign-in and passwords need a safe place for credentials. Every API from here already needs a key for each call.", suggestions: ["Manage users with name, email and role", "Manage members with name, unique email and joined date"] },
  { signal: /\bupload|\bfiles?\b|\bthumbnails?\b|\b(?:images?|photos?|pictures?|videos?)\b.*\b(?:resiz|edit|crop|compress|convert|process|stor|host|shar|filter|gallery)|\b(?:resiz|crop|edit|stor|host|shar|download)\w*\b.*\b(?:images?|photos?|pictures?|videos?)\b|\bpdfs?\b|\bexcel\b|\bcsv\b|\bimport\b|\bexport\b/, why: "Files can't be uploaded or made by an API built here; links to them can be kept.", suggestions: ["Manage documents with title, url and tags"] },
  { signal: /\breal-?time\b|\bwebsockets?\b|\bchat\b(?! (?:with|using) (?:gpt|ai|chatgpt|an? (?:ai|bot|model)))|\bvideo ?-?(?:calls?|chats?|conferenc\w*)\b|\bstream(?:ing|s)?\b|\blive updates?\b/, why: "Live connections aren't something the built-in generator makes.", suggestions: ["Manage messages with author, text and date"] },
  { signal: /\b(?:only |just )(?:[a-z]+ )?(?:admins?|managers?|teachers?|staff|moderators?|owners?|supervisors?|bosse?s?|doctors?|editors?|hosts?)\b|^(?:[a-z]+ )?[a-z]+s (?:can|may) only (?:create|add|read|see|view|submit|report|post)\b|\b(?:admins?|managers?|teachers?|staff|moderators?|supervisors?|bosse?s?|doctors?|editors?) (?:can|may|must|should)\b|\bonly \w+ (?:can|may)\b|\broles?\b|\brights\b/, why: "An API built here doesn't know roles: whoever has a key may call every operation, or sees only what is its own.", nearest: "each caller can see only its own, or those who may do more get an API of their own.", suggestions: [] },
  { signal: /\bsecret santa\b|\bdraw (?:lots|names|once)\b|\bgift exchange\b/, why: "Drawing who gets whom isn't built: an API from here keeps what it is given, and draws nothing.", suggestions: [] },
  { signal: /\b(?:tip|bill|check|rent|cost)[ -](?:split\w*|calculator)\b|\bsplit(?:s|ting)? (?:the |an? |our )?(?:bill|tip|check|rent)\b/, why: "Splitting an amount among people is a calculation that isn't built: the tools at /blueprints calculate loans, dates, units and text statistics.", suggestions: [] },
  { isVague: true, signal: /\bconvert\w*\b.*\b(?:recipe|cups?|tablespoons?|teaspoons?|ml)\b/, why: "Turning cups or spoons into grams needs the weight of each ingredient, and the unit conversion at /blueprints stays within volumes and within weights.", suggestions: [] },
  { isVague: true, signal: /\bbmi\b|\bbody mass\b/, why: "The built-in generator has no formula for it: it counts, adds up and averages the numbers of stored things. The weight and the height can be kept.", suggestions: ["Measurements with person, weight in kg, height in cm and date. Average weight per person"] },
  { isVague: true, signal: /\bcalculat|\bcomput|\bstatistics\b|\breports\b|\bcharts?\b|\bgraphs?\b/, why: "The built-in generator counts, adds up and averages the numbers of stored things, per field or per day, week, month or year, and calculates nothing else beside the ready-made calculators at /blueprints.", suggestions: [] },
  { isVague: true, signal: /\bevery (?:day|hour|week|month|night|minute|morning|evening)\b|\b(?:daily|weekly|nightly|hourly) (?:report|summary|digest|backup|job|sync|check(?!-| ?ins?)|e-?mail)|\bschedul\w+ (?:an? |the )?(?:jobs?|tasks?|reports?|messages?|backups?)\b|\bcron\b|\bautomatically\b|\bin the background\b/, why: "Nothing runs by itself in an API built here: it answers calls.", nearest: "a list that is filtered by date, which something outside calls when it is time.", suggestions: [] },
  { isVague: true, signal: /\b(?:see|view|keep|edit|change|manage|delete|have|has|get|access|add|list)(?:s|ing)? (?:and [a-z]+ )?(?:only )?(?:their|his|her|your) own\b|(?<!\b(?:one|1) [a-z ]*)\bper user\b|\beach user\b|\bprivate to\b/, why: "It isn't clear whose things these are. An API keeps one set for everybody who has a key, or each caller sees only its own.", suggestions: [] },
  { isVague: true, signal: /\b(?:encod|decod|encrypt|decrypt|hash|base64|sha-?\d|md5|qr|barcode|regex|prime|factorial|fibonacci|palindrome|revers|lorem|hello world|current time|time ?zone|timer|random numbers?|fake data|validat\w* (?:emails?|urls?|numbers?))/, why: "The built-in generator knows only the tools at /blueprints, and this isn't one of them.", suggestions: [] },
  { isVague: true, signal: /\bgame\b(?! (?:leader ?board|score|night|result|review|collection|stat|librar)\w*)|\bjoke|\bquote|\bhoroscope/, why: "The built-in generator has no content of its own.", suggestions: [] },
];
