import type { GeneratedApi } from "./parse.ts";
import { withoutIntroduction } from "./read-introduction.ts";
import { isContext } from "./plain-reader/read-context.ts";
import { isLinked, lentIn } from "./plain-reader/read-lent.ts";
import { resourceNamed } from "./resource-builder/clause-words.ts";
import { NUMBER_WORDS, numberOf } from "./resource-builder/number-words.ts";
import { stemOf, stemsOf } from "./resource-builder/audit/stem-of.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";
import type { ResourcePlan } from "./resource-builder/resource-plan.ts";
import { withArticle } from "./resource-builder/words.ts";

interface Fact {
  /** What says that there is one. */
  said: RegExp;
  /** How many there are. */
  held: (plan: ResourcePlan, told: readonly string[]) => number;
  why: string;
}

const SAYS = "(?:say|says|said|tell|tells|told|set|sets|state|states|stated|given|specified|entered|chosen|sent|mentioned|filled in)";
const FACTS: readonly Fact[] = [
  {
    said: new RegExp(`\\bdefaults?\\b(?! \\()|\\b(?<!\\b(?:empty|blank) )at (?:the (?:start|beginning)|first)\\b|\\bin the beginning\\b|\\binitially\\b|\\bto (?:begin|start) with\\b|\\bwhen (?:it is |they are |it's )?(?:new|added|created)\\b|\\b(?:unless|if not|if nothing|if none|if nobody)(?: [a-z']+){0,3} ${SAYS}\\b|\\b(?:start(?:s|ing)?|begin(?:s|ning)?) (?:out |off )?(?:(?:at|from|with) \\d+(?![:.\\d])|as )`, "i"),
    held: ({ resources }, told) => resources.reduce((sum, { fields, transitions, counters, sorted }) => sum + fields.filter((field) => field.default !== undefined).length + new Set([...transitions, ...counters].map(({ field }) => field)).size + (sorted ? 1 : 0), 0) + told.filter((line) => /default|begin|start|first|where (?:it|none) is|sort|order/i.test(line)).length,
    why: "Nothing that would be built begins so.",
  },
  {
    said: /\boptional(?:ly)?\b|\b(?:can|may|might|could) (?:also )?be (?:left )?(?:empty|blank|missing|out|unknown)\b|\bif (?:any|known|applicable|needed|there is (?:one|any))\b|\bnot (?:required|mandatory)\b/i,
    held: ({ resources }, told) => resources.reduce((sum, { fields }) => sum + fields.filter(({ isRequired }) => !isRequired).length, 0) + told.filter((line) => /optional|left out/.test(line)).length,
    why: "Nothing that would be built may be left out so.",
  },
  {
    said: /\b(?<!\b(?:can be|to|may be|could be) )(?:sort|sorted|ordered) (?:[a-z]+ )?by\b|\b(?:new|old|late|earli|high|low|long|short|cheap|big|small|large|bad|b)(?:e?st|est) (?:[a-z]+ ){0,2}first\b|\balphabetical(?:ly)?\b/i,
    held: ({ resources }, told) => resources.filter(({ sorted }) => sorted !== undefined).length + told.filter((line) => /\b(?:sort|order)/.test(line)).length,
    why: "Nothing that would be built is in that order.",
  },
  {
    said: /\b(?:the|one) same (?:[a-z]+ ){1,3}and (?:[a-z]+ ){2,6}(?:once|twice)\b/i,
    held: ({ resources }, told) => resources.reduce((sum, { once = [] }) => sum + once.filter(({ fields, isPerCaller }) => fields.length > 1 || isPerCaller).length, 0) + told.filter((line) => /together|once/.test(line)).length,
    why: "Nothing that would be built is kept once by both together. Say it so: \"number and subject are unique together\".",
  },
];

/** Throws where the description says a default, an order, a number or that something may be left out, and nothing that would be built has one, by whichever way it was read. */
export function auditFacts(description: string, api: GeneratedApi): GeneratedApi {
  const plan = planOf(api);
  if (!plan) return api;
  const told = [...api.assumptions, ...api.leftOut];
  const sentences = withoutIntroduction(description).text.replace(/(?<=\d),(?=\d{3}\b)/g, "").split(/[.;!?](?=\s|$)|\n/).map((one) => one.trim()).filter((one) => one !== "");
  // A field may be called "default".
  const called = plan.resources.flatMap(({ fields }) => fields.map(({ label }) => label)).filter((label) => /^[a-z ]+$/.test(label));
  const name = new RegExp(`(?<=^ ?|\\b(?:and|with|has|have) )(?:${called.join("|")}) ?$`, "i");
  for (const { said, held, why } of FACTS) {
    const parts = sentences.flatMap((one) => one.split(/[,()]/)).filter((part) => said.test(called.length > 0 ? part.replace(name, "") : part));
    const lost = parts[held(plan, told)];
    if (lost !== undefined) throw new NotUnderstood(`"${lost.trim()}" isn't in it: ${why}`, lost.trim());
  }
  for (const { singular, fields } of plan.resources) {
    const twin = fields.find(({ label, kind }) => kind !== "reference" && kind !== "boolean" && plan.resources.some((other) => other.singular !== singular && other.plural === label));
    // "An album must have at least one photo", with photos kept.
    const part = fields.find(({ label, kind }) => kind !== "reference" && kind !== "boolean" && plan.resources.some((other) => other.singular !== singular && other.singular === label));
    if (part) throw new NotUnderstood(`It isn't clear whether the ${part.label} of ${withArticle(singular)} is one of those that are kept.`, part.label);
    if (twin) throw new NotUnderstood(`It isn't clear whether the ${twin.label} of ${withArticle(singular)} are those that are kept, or how many there are.`, twin.label);
  }
  const parts = plan.resources.map(({ singular, fields }) => ({ singular, of: fields.flatMap(({ target }) => target ?? []) }));
  const unlent = sentences.find((sentence) => { const said = lentIn(sentence); const [what, who] = [said?.what, said?.who].map((name) => (name === undefined ? undefined : resourceNamed(plan.resources, name)?.singular)); return what !== undefined && who !== undefined && what !== who && !isLinked(what, who, parts); });
  if (unlent !== undefined) throw new NotUnderstood(`Nothing that would be built holds who has what: "${unlent}".`, unlent);
  const loose = sentences.find((sentence) => { const [, owner = "", part = ""] = PARTS.exec(sentence) ?? []; const [whole, child] = [owner, part].map((name) => (name === "" ? undefined : resourceNamed(plan.resources, name)?.singular)); return whole !== undefined && child !== undefined && whole !== child && !parts.some(({ singular, of }) => (singular === child && of.includes(whole)) || (singular === whole && of.includes(child))); });
  if (loose !== undefined) throw new NotUnderstood(`Nothing that would be built says whose they are: "${loose}".`, loose);
  const lost = lostItem(sentences, plan, told);
  if (lost !== undefined) throw new NotUnderstood(`Nothing that would be built holds "${lost}".`, lost);
  const figures = figuresIn(plan, told);
  for (const sentence of sentences.filter((one) => !isContext(one) && !COUNTED.test(one))) {
    const lost = [...sentence.matchAll(FIGURE)].find(({ groups }) => !figures.has(numberOf((groups?.["figure"] ?? groups?.["word"] ?? "").toLowerCase())));
    if (lost) throw new NotUnderstood(`Nothing that would be built holds the "${lost[0].trim()}" of "${sentence}".`, sentence);
  }
  return api;
}

/** "An invoice belongs to a customer, has lines with text and price": whose the lines are. */
const PARTS = /^(?:each|every|an?|the|one) ([a-z]+(?: [a-z]+)?) (?:belongs? to|has|have) [^.;:()]{0,200}?\b(?:has|have|and) (?:(?:several|many|some|its|their) )?([a-z]+s) with /i;

/** "We sell honey: variety, price, jars left": a plain word in a list behind a colon that no field, value or action is named by, and nothing that is told. */
function lostItem(sentences: readonly string[], { resources }: ResourcePlan, told: readonly string[]): string | undefined {
  const names = resources.flatMap(({ fields, counters, transitions }) => [...fields.flatMap(({ label, name, options = [], target = "" }) => [label, name, target, ...options]), ...[...counters, ...transitions].map(({ action }) => action)]);
  const held = stemsOf([...names, ...told.map((line) => line.replace(/^[^:]*: /, ""))].join(" "));
  const lists = sentences.map((sentence) => /^[^:,()]+: ([^:()]+)$/.exec(sentence)?.[1]?.split(/, (?:and )?/) ?? []).filter((items) => items.length > 2);
  return lists.flat().map((item) => item.trim()).find((item) => /^[a-z]+$/.test(item) && !SAME.test(item) && !held.has(stemOf(item)));
}

/** What is asked for so is called otherwise, or there anyway. */
const SAME = /^(?:what|who|when|where|why|how|id|ids|etc|created|updated)$/;

/** "My allotment has about 30 plots", "I rent out 5 cottages": how many there are now. */
const COUNTED = /^(?:there are|we are|(?:our|my|the) [a-z]+(?: [a-z]+)? (?:has|have|counts?)|(?:i|we) (?:are|[a-z]+)(?: out)?|i'm|we're) [^,]*?\d+ [a-z]+(?: [a-z]+){0,2}$/i;
const FIGURE = new RegExp(`(?<![a-z0-9.,-])(?<figure>-?\\d+(?:\\.\\d+)?)(?![a-z\\d.-]| ?-?digits?\\b)|\\b(?:at (?:least|most)|up to|between|from|max(?:imum)?|min(?:imum)?|more than|fewer than|less than|exactly) (?<word>${NUMBER_WORDS})\\b`, "gi");

/** Every number that is in a plan or told, and those that say the same: above 18 is from 19, two hours are 120 minutes. */
function figuresIn({ resources }: ResourcePlan, told: readonly string[]): Set<number> {
  const held = [...JSON.stringify([resources, told]).matchAll(/-?\d+(?:\.\d+)?/g)].map(([figure]) => Number(figure));
  return new Set(held.flatMap((figure) => [figure, Math.abs(figure), figure - 1, figure + 1, round(figure - 0.01), round(figure + 0.01), figure / 60, figure / 24, figure / 7]));
}
const round = (figure: number): number => Math.round(figure * 100) / 100;
