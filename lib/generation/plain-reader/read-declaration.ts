import { copyOf } from "../copy-of.ts";
import { type Draft, isCalled, nameKept, nounOf } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { isPlural } from "../resource-builder/words.ts";
import { addFields } from "./add-fields.ts";
import { isContext } from "./read-context.ts";
import { deedClauses, withoutWish } from "./deed-clause.ts";
import { readDeeds } from "./read-deeds.ts";
import { PLACE } from "../resource-builder/read-resources.ts";
import { readMany, SETTING } from "./read-many.ts";
import { readPredicates } from "./read-predicates.ts";
import { readBetween, readRelated } from "./read-related.ts";
import { readSides } from "./read-sides.ts";
import { rowNoun } from "./row-noun.ts";
import { stripOpener } from "./strip-opener.ts";
import { splitItems } from "./split-items.ts";
import { inSeries } from "./read-series.ts";
import { LOGIN, SIGN_IN } from "./sign-in.ts";
import { EACH, headOf } from "./declared-head.ts";
import { FIELDS, bareFields, fieldsOnly } from "./declared-fields.ts";
import { ofEach, titledFields, topicOnly, withBrackets, withHas } from "./declared-things.ts";

/** "An API where volunteers are stored with name, email" */
const STORED = /^(?:.*? )?(?:api|app|system|database|list|register|place|something|tool|backend) (?:where|in which|with which) (?:all )?((?:the |our |my )?[a-z][a-z ]*?) (?:are|is|get|gets|can be|should be|will be) (?:stored|kept|saved|recorded|listed|registered|noted|tracked|managed|collected)(?: (?:with|by))?:? (?:their |its )?/i;

/** What a sentence says is kept, with its fields. Null where it isn't such a sentence. */
export function readDeclaration(said: string, before: Draft): Draft | null {
  const sentence = said.replace(STORED, "$1 with ");
  const ways = [readPredicates, readDeeds, signedIn, readSides, readBetween, readMany, inSeries, withColon, withHas, withBrackets, ofEach, fieldsOnly, bareFields, titledFields, topicOnly];
  const found = ways.flatMap((way) => {
    const draft = copyOf(before);
    return way(sentence, draft) ? [draft] : [];
  });
  const size = (draft: Draft): number => draft.open.reduce((sum, { text }) => sum + text.length, 0);
  return found.toSorted((one, other) => size(one) - size(other))[0] ?? null;
}

const SIGNED = new RegExp(`^(?:the |our |all )?(?<who>(?:(?:each|every|any) )?[a-z]+(?: [a-z]+)?) (?:can |should |must |will |have to )?(?<login>${LOGIN})(?:,? and (?:then )?|,? then |,? to )(?<rest>.+)$`, "i");

/** "Teachers log in and open tickets with a subject": who calls is one of them, and what they do is kept. */
function signedIn(sentence: string, draft: Draft): boolean {
  const { who = "", login = "", rest = "" } = SIGNED.exec(sentence)?.groups ?? {};
  if (login === "" || /\b(?:not|no|only|if|when|unless|nobody)\b/i.test(who)) return false;
  const plain = who.replace(/^(?:each|every|any) /i, "");
  if (nameKept(draft, plain) === undefined) draft.callers.push(nounOf(plain));
  const read = readDeclaration(`${who} ${rest}`, draft);
  if (!read) return false;
  Object.assign(draft, read, { open: [...read.open, { text: login, why: SIGN_IN }] });
  return true;
}

function withColon(sentence: string, draft: Draft): boolean {
  // A dash stands for a colon, unless what follows are examples.
  const each = sentence.replace(/^([^:,(]+), (?:and )?each(?: item| one| entry| of them)?,? (?:with|has|having):? /i, "$1: ");
  if (each !== sentence && withColon(each, draft)) return true;
  const dashed = /^[^:()]+? - [^:]+,[^:]+,/.test(sentence) && !/\b(?:and so on|etc|and more|and similar)\.?$/i.test(sentence) ? sentence.replace(" - ", ": ") : sentence;
  const [, head = "", list = ""] = /^([^:()]+?) ?:(?!\/\/) ?(.+)$/.exec(dashed) ?? [];
  if (list === "" || FIELDS.exec(`${head}: `)?.[0].length === head.length + 2) return false;
  // "Podcast backend: shows have a title" sets the scene.
  if (DECLARED.test(list.replace(/\b(?:whether|if) (?:it|they|the [a-z]+) (?:has|have)\b/gi, "whether"))) return inScene(isContext(head) ? head : stripOpener(head).rest, list, draft);
  // "Housing association: owners propose motions with a title"
  if (deedClauses(withoutWish(list)).length > 0 || SIGNED.test(list)) { const copy = copyOf(draft); if (inScene(stripOpener(head).rest, list, copy)) { Object.assign(draft, copy); return true; } }
  // "Podcast: shows and episodes", of which more is said.
  if (draft.expected.length > 0 && splitItems(list).every((item) => draft.expected.some((thing) => isCalled(thing, item)) && isPlural(item.split(" ").at(-1)?.toLowerCase() ?? ""))) return true;
  if (draft.things.length === 0 && readRelated(list, draft)) return true;
  const noun = headOf(head.replace(/^for (?:each|every) (.+?),? (?:i|we)(?:'d like| want| need| would like| store| keep| note| record| track| save| log| have| write)?(?: down)?(?: to (?:store|know|keep|record|note|save|have|see|track|log|write down))?$/i, "$1").replace(new RegExp(`^${EACH} `, "i"), "").replace(/,? (?:with|having|and) (?:the )?(?:following )?(?:fields|columns|attributes|properties|data|information|info|details)?$|,? (?:with|has|have|having|includes?|should have|contains?)$/i, ""));
  return noun !== null && addFields(list, openThing(noun, draft), draft);
}

/** Behind a colon, a sentence of its own. */
const DECLARED = / (?:has|have|belongs? to|live in|consists? of) |^(?:there (?:is|are) )?(?:[a-z]+ )?[a-z]+s (?:with|\() ?/i;

/** What stands before the colon is what all of it is about, or only where it is. */
function inScene(scene: string, told: string, draft: Draft): boolean {
  const isWhere = PLACE.test(scene.toLowerCase()) || SETTING.test(scene) || isContext(scene);
  const noun = isWhere ? null : rowNoun(scene);
  if (!isWhere && !noun) return false;
  if (noun && draft.things.length === 0 && draft.topics.length === 0) draft.topics.push([noun.singular, ...noun.also].join("|"));
  const read = readDeclaration(told.replace(/^there (?:is|are) /i, ""), draft);
  if (read) Object.assign(draft, read);
  return read !== null;
}
