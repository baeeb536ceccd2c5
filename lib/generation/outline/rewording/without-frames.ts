import { isTitle } from "../../plain-reader/read-context.ts";
import { isPlural, onLastWord, plural, singular } from "../../resource-builder/words.ts";

const PLACE = "[a-z][a-z'-]*(?: (?!(?:there|we|i|has|have|owns?|wants?|needs?)\\b)[a-z'-]+){0,4}?";
/** "At our climbing gym there are …", "For our dog school I want …": what follows is what is kept. */
const BEFORE = new RegExp(`^(?:at|in|for|on) (?:our|my|the|an?) ${PLACE},? (?:there (?:are|is)|(?:i|we)(?:'d| would)? (?:also )?(?:want|need|like|have|keep|store|track|use)(?: to (?:keep|store|track|record|have))?) (?:some |our |the )?(?=[a-z])`, "i");
const COUNT = "(?:about |around |over |some |several |many |nearly |almost )*(?:\\d+ |two |three |four |five |six |seven |eight |nine |ten |twelve )?";
const SOME = "(?:(?:our|my|the|some|several|many) )?";
const THINGS = "[a-z]+(?: [a-z]+)?";
/** "A small brewery with 6 tanks", "Our sailing club has boats and members", "I'm a beekeeper with about 20 hives". */
const HOLDS = new RegExp(`^(?:i am|i'm|we are|we're|our|my|the|this|an?|[a-z'-]+) ?[a-z' -]*? (?:with|has|have|owns?|keeps?|rents? out|lends?(?: out)?|runs?|looks? after) ${COUNT}${SOME}(?<things>${THINGS}(?:(?:, | and |, and )${COUNT}${SOME}${THINGS})*?)(?: (?:stored|kept|standing|living|housed|parked) (?:in|on|at|with) [a-z ]+)?$`, "i");
const THERE = new RegExp(`^(?:there are|we have|i have) ${COUNT}(?<things>${THINGS}(?:(?:, | and |, and )${COUNT}${THINGS})*)$`, "i");
const THEY = /^(?:each|every)(?: one)?(?: of (?:them|these|those))? (?=(?:has|have|is|needs|gets|comes)\b)|^they (?=(?:have|are|need|get|come)\b)/i;

const LABEL = /^[a-z'-]+(?: [a-z'-]+){1,5}$/i;
const DECLARES = /^(?:(?:each|every|an?|the|one|our) )?[a-z]+(?: [a-z]+)?(?: ?:| have | has | with | ?\()/i;

/** The sentences without what only says where it is and who asks; what is named there and spoken of as "each one" is named. */
export function withoutFrames(sentences: readonly string[]): string[] {
  const [first = "", second = "", ...others] = sentences;
  // "Film festival. There are films, screenings and tickets."
  if (second !== "" && isTitle(first) && THERE.test(second)) return [first, ...withoutFrame([second, ...others])];
  // "Church bell ringers rota. Ringers: name, phone": a name for all of it.
  if (second !== "" && LABEL.test(first) && !THEY.test(second) && !/\b(?:has|have|is|are|can|must|need|needs|want|wants|with|of each|per)\b/i.test(first) && DECLARES.test(second)) return [second, ...others];
  return sentences.length === 0 ? [] : withoutFrame(sentences);
}

function withoutFrame([first = "", ...others]: readonly string[]): string[] {
  const said = first.replace(BEFORE, "");
  const bare = said === first ? said : said.charAt(0).toUpperCase() + said.slice(1);
  const named = (HOLDS.exec(said) ?? THERE.exec(said))?.groups?.["things"];
  if (named === undefined) return [bare, ...others];
  const things = named.split(/, and | and |, /).map((one) => one.replace(new RegExp(`^${COUNT}${SOME}`, "i"), "").trim().toLowerCase());
  const [only = ""] = things;
  const [second = "", ...more] = others;
  // "Our orchestra owns instruments. Each one has …"
  if (things.length === 1 && THEY.test(second)) return [second.replace(THEY, `Each ${onLastWord(only, singular)} `).replace(/^(Each (?:[a-z]+ )+?)have /, "$1has "), ...more];
  const rest = others.join(". ");
  return things.every((one) => isPlural(one.split(" ").at(-1) ?? "") && isSpokenOf(one, rest)) ? others : [bare, ...others];
}

/** In either number. */
function isSpokenOf(thing: string, rest: string): boolean {
  const one = onLastWord(thing, singular);
  const last = one.split(" ").at(-1) ?? one;
  return new RegExp(`\\b(?:${[one, onLastWord(one, plural), last, plural(last)].join("|")})\\b`, "i").test(rest);
}
