import { plainClauses } from "./plain-clauses.ts";

const ABBREVIATIONS: [RegExp, string][] = [
  [/\b(whether|if) its (?=(?:[a-z]+ed|done|paid|new|open|free|full|sold|broken|ok|okay|good|available|active|empty|clean|public|private|vegan|vegetarian)\b)/g, "$1 it is "], [/\bundone\b/g, "not done"], [/\bprio\b/g, "priority"],
  [/\bto[- ]?dos?\b(?= (?:list|app|item|task|manager|tracker|api))|(?<!\b(?:what|how|things|something|nothing|have|need|want|able) )\bto[- ]?dos?\b(?=[^a-z]|$)/g, "todo"],
  [/\be[-_]mail/g, "email"],
  [/\b(ca|do|does|did|is|are|was|were|wo|should|must|could|would|have|has|had)nt\b/g, "$1n't"], [/\b(that|what|who|where|there|here)s\b(?= (?:an?|the|not|all|it|is|no|wrong|been|in|on|already|my|our)\b)/g, "$1's"],
  [/\b(?:adress|addres)\b/g, "address"],
  [/(?<![\d,.])([1-9]\d{0,2}),(000(?![\d,])|\d{3}(?= (?:characters?|chars|letters|words|euros?|dollars?|usd|eur|km|kg|people|persons|points|steps|calories)\b))/g, "$1$2"],
  [/\bw\/ /g, "with "],
  [/\bwich\b/g, "which"], [/\bwiht\b|\bwhit\b/g, "with"], [/\bmange\b|\bmanege\b/g, "manage"], [/\bwanna\b/g, "want to"], [/\bgonna\b/g, "going to"], [/\bcustmers?\b|\bcostumers\b|\bcustomres\b/g, "customers"], [/\bproducst\b|\bprodcuts\b/g, "products"], [/\bbeetween\b|\bbetwen\b/g, "between"],
  [/(?<=[a-z])\.{3,} ?(?=[a-z])|(?<=[a-z])\u2026 ?(?=[a-z])/g, ". "],
  [/\blog book(?=s?\b)/g, "logbook"], [/\bu can\b/g, "you can"], [/\beach users?\b/g, "each user"], [/\bevery users\b/g, "every user"], [/\bbelogns?\b|\bbelong's\b/g, "belongs"], [/\brequiered\b/g, "required"], [/\boptionnal\b/g, "optional"], [/\bstauts\b/g, "status"], [/\bserch\b|\bseach\b/g, "search"],
  [/\bcancell?(?:ed|led)\b/g, "cancelled"], [/\bcanceled\b/g, "cancelled"], [/\bavarage\b|\baverge\b/g, "average"], [/\bmounth\b|\bmonht\b/g, "month"], [/\bappointements?\b/g, "appointments"], [/\bthier\b/g, "their"], [/\bgrater\b/g, "greater"], [/\bcatagor/g, "categor"], [/\bseperate/g, "separate"], [/\bauthers\b/g, "authors"], [/\bpls\b|\bplz\b/g, "please"],
  [/\b(?:custmer|custommer|custumer)\b/g, "customer"], [/\bsal[ae]ry\b/g, "salary"], [/\bdepart[ae]?m[ae]nt\b|\bdepartement\b/g, "department"], [/\bemploy(?:e|ie)s\b/g, "employees"], [/\bnumer\b|\bnubmer\b/g, "number"], [/\bcoment(s?)\b|\bcommment(s?)\b/g, "comment$1$2"], [/\bmesage(s?)\b|\bmassage(s?)(?= text\b)/g, "message$1$2"], [/\btask(?:es|ts)\b/g, "tasks"], [/\bbirth ?day date\b/g, "birthday"], [/\bcalender\b/g, "calendar"], [/\bcatego(?:ry|rie|ris|ries)\b(?<!category|categories)/g, "category"], [/\bdecription\b|\bdesription\b|\bdescripton\b/g, "description"], [/\bquanti(?:ti|tiy|tty)\b/g, "quantity"], [/\bstudnet(s?)\b/g, "student$1"], [/\bteache?r(s?)\b/g, "teacher$1"], [/\bproduct?ct(s?)\b|\bprodukt(s?)\b/g, "product$1$2"], [/\bphon(?: number)?\b/g, "phone"], [/\bdeadlin\b/g, "deadline"], [/\bduedate\b/g, "due date"], [/\bstartdate\b/g, "start date"], [/\benddate\b/g, "end date"], [/\bfirstname\b/g, "first name"], [/\b(?:lastname|surename)\b/g, "last name"], [/\bbirthdate\b/g, "birth date"],
  [/\btitel\b/g, "title"], [/\b(?:smth|sth|somethin)\b/g, "something"], [/\bing?r[ea]di[ea]nts\b/g, "ingredients"], [/\bing?r[ea]di[ea]nt\b/g, "ingredient"], [/\brecepies?\b/g, "recipes"], [/\baddres+es\b/g, "addresses"], [/\bdescr?i[pb]tion\b/g, "description"], [/\breciev/g, "receiv"], [/\boccured\b/g, "occurred"], [/\bphonenumber\b/g, "phone number"], [/\bpriorty\b/g, "priority"], [/\bprize(?= (?:in|per)\b)/g, "price"], [/\bauther\b/g, "author"], [/\byaer\b/g, "year"], [/\bnmae\b/g, "name"], [/\bpirce\b/g, "price"], [/\bemial\b/g, "email"], [/\bquan?tit?y\b/g, "quantity"],
  [/\bcatagory\b/g, "category"], [/\bdiscription\b/g, "description"], [/\bshortner\b/g, "shortener"], [/\btemp(?:e?ra?|a)tures?\b/g, "temperature"], [/\breci(?:pie|pe)s\b/g, "recipes"],
  [/\bsign[ -]ups\b/g, "signups"], [/(?<=\b(?:the|a|each|every|any|no|one|per|new|further) )sign[ -]up\b/g, "signup"],
  [/\bcheck[ -](in|out)(?= (?:date|time)s?\b)/g, "check$1"], [/\bwish list/g, "wishlist"],
  [/\bas well as\b|\bplus\b(?!\s*[,)|/]| ones?\b)|\balong with\b|&/g, "and"],
  [/\bfavs?\b/g, "favorite"], [/\bfavo(u?)rites\b/g, "favo$1rite"],
];

/** Lower-case ASCII prose with single spaces: typographic marks made plain, emoji and accents dropped, usual misspellings put right. */
export function normaliseText(description: string): string {
  let text = description.normalize("NFKD").replace(/\p{M}/gu, "")
    // dueDate is a due date.
    .replace(/\b[a-z]{2,}(?:[A-Z][a-z]+)+\b/g, (name) => name.replace(/[A-Z]/g, " $&")).toLowerCase()
    .replace(/[\u2018\u2019\u02BC`]/g, "'").replace(/[\u201C\u201D]/g, '"').replace(/[\u2013\u2014]/g, " - ")
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F/gu, " ");
  for (const [pattern, plain] of ABBREVIATIONS) text = text.replace(pattern, plain);
  return plainClauses(text.replace(/[ \t]+/g, " ").replace(/ *\n+ */g, "\n").replace(/ ([,.;:!?)])/g, "$1").trim());
}

/** Whether the text is mostly letters that this generator can't read. */
export function isOtherScript(description: string): boolean {
  const letters = description.match(/\p{L}/gu) ?? [];
  const latin = description.match(/\p{Script=Latin}/gu) ?? [];
  return letters.length > 0 && latin.length < letters.length * 0.7;
}

const OTHER_LANGUAGE = /\b(?:una|unos|para|con|los|las|del|gestionar|libros|eine|einen|ein|fur|mit|und|oder|verwalten|verwalte|zum|une|des|les|pour|avec|gerer|uma|com|gerenciar|een|voor|met|gestire|degli)\b/g;

/** Whether at least two words are the small ones of Spanish, German, French, Portuguese, Dutch or Italian. */
export const isOtherLanguage = (description: string): boolean => new Set(normaliseText(description).match(OTHER_LANGUAGE)).size >= 2;
