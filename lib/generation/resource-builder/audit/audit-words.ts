import { isPlainWord } from "../../plain-words.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { ResourcePlan } from "../resource-plan.ts";
import { numberOf } from "../number-words.ts";
import { stemOf, stemsOf } from "./stem-of.ts";

/** Throws where a word that says something, behind the introduction, is in nothing that is built or said. */
export function auditWords(text: string, plan: ResourcePlan, shown: readonly string[]): void {
  const labels = plan.resources.flatMap(({ singular, plural, fields }) => [singular, plural, ...fields.map(({ label }) => label)]);
  const known = stemsOf([...shown, ...labels].join(" "));
  const { start, end } = introductionOf(text, plan);
  for (const { index, 0: word } of text.matchAll(/[a-z0-9][a-z0-9']*/g)) {
    if (index < start || (word.length < 2 && !/\d/.test(word))) continue;
    if (isPlainWord(word) || FREE.has(word) || known.has(stemOf(word)) || known.has(stemOf(word.replace(/^un/, ""))) || isFigure(word, known) || (/^[a-z0-9]+ hours?\b/.test(text.slice(index)) && known.has(String(numberOf(word) * 60)))) continue;
    if (index < end && PLACE.test(text.slice(0, index))) continue;
    if (COMPARED.test(word) && (/\d (?:or|and|minutes|hours) $/.test(text.slice(0, index)) || /^[a-z]+ than \d/.test(text.slice(index)))) continue;
    if (TURNS_OVERDUE.test(text.slice(index)) && known.has(stemOf("overdue"))) continue;
    if (isTitle(text, index) || isKeeper(text, index) || isJoin(text, index) || isAside(text, index)) continue;
    const clause = clauseAt(text, index);
    throw new NotUnderstood(`"${word}" in "${clause}" isn't understood: nothing that would be built holds it.`, clause);
  }
}

/** Who asks, and what for, stands before the thing (`start`) that has the first field (`end`). */
function introductionOf(text: string, { resources }: ResourcePlan): { start: number; end: number } {
  const fields = new Set(resources.flatMap((resource) => resource.fields.flatMap(({ label }) => label.split(" ").map(stemOf))));
  const nouns = new Set(resources.flatMap(({ singular }) => singular.split(" ").map(stemOf)));
  const words = [...text.matchAll(/[a-z0-9][a-z0-9']*/g)];
  const end = words.find(({ 0: word }) => fields.has(stemOf(word)) && !nouns.has(stemOf(word)))?.index ?? text.length;
  return { start: words.findLast(({ index, 0: word }) => index < end && nouns.has(stemOf(word)))?.index ?? end, end };
}

/** "pets at a vet with": where it is kept. */
const PLACE = /\b(?:for|at|in|of) (?:(?:an?|the|our|my) )?(?:[a-z]+ )?$/;

/** "observations in class:" and "ski school." say what comes. */
function isTitle(text: string, at: number): boolean {
  const from = Math.max(text.lastIndexOf(". ", at) + 1, text.lastIndexOf("; ", at) + 1, text.lastIndexOf("\n", at) + 1);
  return /^\s*[a-z0-9' -]*:/.test(text.slice(from)) || (from === 0 && /^(?![^.]* (?:with|has|have) )[^.;,:()]*[.\n]/.test(text));
}

/** "teachers create assignments": who keeps something needn't be kept. */
const isKeeper = (text: string, at: number): boolean => /(?:^|[.;:,\n]\s*|\band |\b(?:each|every) [a-z]+ )(?:the |our |my |an? |each |every )?(?:[a-z]+ )?$/.test(text.slice(0, at)) && KEEPS.test(text.slice(at));
const KEEPS = /^[a-z']+(?: [a-z]+)? (?:(?:can|may|should|also|only) )*(?:creates?|submits?|writes?|records?|leaves?|adds?|enters?|logs?|keeps?|notes?|reports?|posts?|files?|takes?|gives?|makes?|registers?|sees?)\b/;

/** "is leased to one tenant": a verb that the relation says. */
const isJoin = (text: string, at: number): boolean => /^[a-z]+ (?:to|by|in|at|on|for|with|from) (?:one|an?|the|its|many|some|several|exactly one) /.test(text.slice(at)) && /(?:\b(?:is|are|be|gets?|and) |\b(?:an?|each|every|one) [a-z]+ )$/.test(text.slice(0, at));

/** "(if fixed term)", "books i've read", "80 of them": what a field is optional for, where things come from, a unit and a mere number. */
const isAside = (text: string, at: number): boolean => /\((?:if|when) [^()]*$/.test(text.slice(0, at)) || /\b(?:i|we)(?:'ve| have) $/.test(text.slice(0, at)) || (/\d ?$/.test(text.slice(0, at)) && UNIT.test(text.slice(at))) || /^(?:\d+ of (?:them|these|those)|(?:takes?|lasts?) (?:at (?:most|least)|up to|between|no (?:more|longer|shorter) than|not (?:more|longer|shorter) than) \d)/.test(text.slice(at));

/** "1900 or later": how it compares is told by the rule. */
const COMPARED = /^(?:long|later|earlier|older|younger|newer|higher|lower|up|upwards|bigger|smaller|larger|greater|shorter|longer|fewer)$/;
/** "status becomes overdue": that each reply says it is shown. */
const TURNS_OVERDUE = /^(?:(?:status|state) (?:should |must |will |automatically )*(?:becomes?|changes?|turns?|switch(?:es)?|goes|is)|becomes?|changes?|turns?|switch(?:es)?|marked|flagged|automatically)(?: (?:to|as|into|automatically|set|becomes?|marked|flagged))* "?(?:overdue|late)\b/;
const UNIT = /^(?:kg|g|mg|km|m|cm|mm|l|ml|hours?|minutes?|seconds?|days?|weeks?|months?|years?|euros?|dollars?|pounds?|percent|degrees|characters|letters|words|litres?|liters?|met(?:re|er)s?|points?|stars?)\b/;

function clauseAt(text: string, at: number): string {
  const from = Math.max(...[". ", "; ", "\n", ", "].map((mark) => text.lastIndexOf(mark, at) + 1), 0);
  const to = /[,;\n]|\.(?= |$)/.exec(text.slice(at));
  return text.slice(from, to ? at + to.index : undefined).trim();
}

/** "over 18" is at least 19; two players are a first and a second. */
const isFigure = (word: string, known: ReadonlySet<string>): boolean => {
  const figure = numberOf(word);
  return Number.isFinite(figure) && ([figure - 1, figure, figure + 1].some((near) => known.has(String(near))) || (figure === 2 && known.has("second")));
};

/** Words that ask for what every API from here does, that join what is built, or whose rule is held to account by auditRules. */
const FREE = new Set((
  "keep keeps kept manage manages managing log logs logged store stores storing save saves track tracks tracking record records register registers note notes write whether belong belongs belonging filter filters find finds list lists sort sorted search browse look up down edit change update delete remove crud add adds create " +
  "string text number integer int boolean bool enum array float decimal interface table columns database collection tracker id docs swagger unit tests form button counter stars over above under below greater less repeated duplicate refuse refuses refused reject same share sum total totals count counts average best highest lowest personal private nullable known per " +
  "negative positive zero move moves join joins sign spent out like else book playlist day day's what's"
).split(" "));
