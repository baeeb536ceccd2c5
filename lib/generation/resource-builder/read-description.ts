import { ESSENTIAL, knownFields } from "./known-resources.ts";
import { namedFields } from "./listed-fields.ts";
import { normaliseText } from "./normalise-text.ts";
import { NotUnderstood } from "./not-understood.ts";
import { readFeatures, readGiven } from "./read-features.ts";
import { applyLimits, readLimits } from "./read-limits.ts";
import { applyFeatures } from "./apply-features.ts";
import { applyAggregates, readAggregates } from "./read-aggregates.ts";
import { applyCounters, readCounters } from "./read-counters.ts";
import { applyExpiries, readExpiries } from "./read-expiries.ts";
import { rephrase } from "./rephrase.ts";
import { applyObligations, readObligations } from "./read-obligations.ts";
import { applyOwnership, readOwnership } from "./read-ownership.ts";
import { addChildren } from "./add-children.ts";
import { applyRandom, readRandom } from "./read-random.ts";
import { applyRelations, linkFields, readRelations } from "./read-relations.ts";
import { PLACE, readSentence, type NamedResource } from "./read-resources.ts";
import { readFilteredLists } from "./read-filtered-lists.ts";
import { readRules } from "./read-rules.ts";
import { refuseRule } from "./refuse-rule.ts";
import { applySorting, readSorting } from "./read-sorting.ts";
import { applySearch, readSearch } from "./read-search.ts";
import { applyTakes, readTakes } from "./read-takes.ts";
import { applyTransitions, readTransitions } from "./read-transitions.ts";
import { applyViews, readViews } from "./read-views.ts";
import { settleGuesses } from "./settle-guesses.ts";
import { settleKinds } from "./settle-kinds.ts";
import { settleLater } from "./settle-later.ts";
import type { Field, Resource, ResourcePlan } from "./resource-plan.ts";
import { camelCase, kebabCase, listWords, onLastWord, pascalCase, plural, singular, withArticle } from "./words.ts";

const MAX_RESOURCES = 6;
const MAX_FIELDS = 25;
const MANY_FIELDS = 5;

/** What a description asks to store. Throws NotUnderstood when any part of it can't be read or built: nothing is dropped in silence. */
export function readDescription(description: string): ResourcePlan {
  const sorting = readSorting(joinBullets(normaliseText(description)));
  const random = readRandom(rephrase(sorting.rest));
  const ruled = readRules(readGiven(random.rest));
  const ownership = readOwnership(ruled.rest);
  const related = readRelations(ownership.rest);
  const expiries = readExpiries(related.rest);
  const views = readViews(expiries.rest);
  const figures = readAggregates(views.rest);
  const moves = readTransitions(figures.rest);
  const takes = readTakes(moves.rest);
  const counters = readCounters(takes.rest);
  const search = readSearch(counters.rest);
  const obligations = readObligations(search.rest);
  const limits = readLimits(obligations.rest);
  const { rest: unread, features } = readFeatures(limits.rest);
  const { rest, lists } = readFilteredLists(unread);
  const found: NamedResource[] = [];
  for (const sentence of rest.split(/(?<=[.!?;])\s+|\n/).map((part) => part.replace(/^[-*\u2022\s]+|[.!?;\s]+$/g, "").replace(/^(?:and|also|,| )+ /, "")).filter(Boolean)) {
    refuseRule(sentence);
    for (const resource of readSentence(sentence, found)) {
      const same = found.find(({ noun }) => noun === resource.noun);
      if (same) same.fields.push(...resource.fields);
      else found.push(resource);
    }
  }
  const assumptions: string[] = [];
  addChildren(found);
  applyRelations(found, related.relations, assumptions);
  if (found.length === 0) throw new NotUnderstood("The description doesn't say what to store.");
  if (found.length > MAX_RESOURCES) throw new NotUnderstood(`At most ${MAX_RESOURCES} kinds of things fit in one API; this names ${found.length}.`);
  const [first, ...others] = found;
  if (first && others.length > 0 && first.fields.length === 0 && (PLACE.test(first.noun) || isIntroduction(first, others))) found.shift();
  const resources = found.map((resource) => complete(resource, assumptions, moves.wishes.some(({ kind }) => kind === "chain")));
  linkFields(resources, assumptions);
  applyTransitions(resources, moves.wishes, assumptions);
  applyCounters(resources, counters.wishes, assumptions);
  applyTakes(resources, takes.wishes, assumptions);
  settleGuesses(resources, assumptions);
  settleLater(resources, assumptions);
  applyLimits(resources, limits.wishes, assumptions);
  for (const { fields } of resources) for (const field of fields) delete field.saidPlural;
  applyAggregates(resources, figures.wishes, assumptions);
  applySearch(resources, search.wishes, assumptions);
  applyViews(resources, views.wishes, assumptions);
  applyExpiries(resources, expiries.wishes, assumptions);
  applyObligations(resources, obligations.wishes, assumptions);
  applyOwnership(resources, ownership.wishes, assumptions);
  for (const apply of ruled.rules) apply(resources, assumptions);
  applyFeatures(resources, features, assumptions);
  applyRandom(resources, random.wishes, assumptions);
  applySorting(resources, sorting.wishes, assumptions);
  for (const apply of lists) apply(resources, assumptions);
  for (const { plural: many, fields } of resources) if (!fields.some((field) => !field.isReadOnly)) throw new NotUnderstood(`The description doesn't say what ${many} have. Name the fields, for example "${many} with name and description".`);
  return { resources, assumptions, leftOut: [] };
}

/** "track the maintenance of machines" before the machines and their maintenance are named with their fields. */
const isIntroduction = ({ noun, isImplied }: NamedResource, others: readonly NamedResource[]): boolean => isImplied !== true && !knownFields(noun) && noun.includes(" ") && others.every(({ fields }) => fields.length > 1) && others.some((other) => noun.split(" ").some((word) => other.noun.split(" ").includes(onLastWord(word, singular))));

/** Bullets under a line are that line's list. */
const joinBullets = (text: string): string =>
  text.replace(/^([a-z]+(?: [a-z]+){0,2}):?\n(?=[a-z][^\n]*,[^\n]*$)/, (whole, noun: string) => (namedFields(text.replace("\n", ": ")).length >= 2 ? `${noun}: ` : whole)).replace(/(^|\n)((?![-*\u2022])[^\n]+?):?\n((?:[-*\u2022] ?[^\n]+(?:\n|$))+)/g, (_whole, start: string, line: string, bullets: string) =>
    `${start}${/\bwith$/.test(line) ? line : `${line}:`} ${bullets.trim().split(/\n?[-*\u2022] ?(?=[^\n]+)/).map((item) => item.trim().replace(/[,;]$/, "").replace(/^([a-z ]+): ?([a-z0-9 ]+(?:, [a-z0-9 ]+)+)$/, "$1 ($2)")).filter(Boolean).join(", ")}\n`);

function complete({ noun, fields: named, assumptions: said, isImplied, isJoin }: NamedResource, assumptions: string[], hasStates: boolean): Resource {
  const many = onLastWord(noun, plural);
  const known = knownFields(noun);
  const isBare = named.every(({ kind, target }) => kind === "reference" && target !== undefined);
  const given: Field[] = isBare && isImplied && !isJoin && !known && CHILDREN.test(noun) ? [...named, { name: "text", label: "text", kind: "longText", isRequired: true, isUnique: false }]
    : isBare && isImplied && !isJoin && !known && named.length === 0 ? [{ name: "name", label: "name", kind: "text", isRequired: true, isUnique: false }] : named;
  if (given !== named) assumptions.push(`${many} have ${given.at(-1)?.label ?? "a name"}`);
  if (given.length === 0 && PLACE.test(noun)) throw new NotUnderstood(`The description doesn't say what to keep for "${noun}". Name the things and their fields, for example "products with name and price and customers with name and email".`);
  if (!known && !isJoin && given.every(({ target }) => target !== undefined) && (given.length === 0 || isImplied)) throw new NotUnderstood(`The description doesn't say what ${many} have. Name the fields, for example "${many} with name and description".`);
  const fields = given.filter((field, index) => given.findIndex(({ name }) => name === field.name) === index);
  const twice = given.find((field) => fields.some((other) => other !== field && other.name === field.name && other.options?.join() !== field.options?.join()));
  if (twice) throw new NotUnderstood(`The ${twice.label} of ${withArticle(noun)} is named twice, with other values.`, twice.label);
  for (const field of fields) field.isUnique = given.some((other) => other.name === field.name && other.isUnique);
  const lines = fields.find(({ label, saidPlural }) => saidPlural && /^(?:order|invoice|cart|purchase|receipt|basket|sale|bill)$/.test(noun.split(" ").at(-1) ?? "") && /^(?:item|product|line|line item|dish|good|position)$/.test(label));
  const deed = fields.find(({ label, saidPlural }) => (saidPlural && label.endsWith(` ${noun}`)) || label.endsWith(` ${many}`));
  if (deed) throw new NotUnderstood(`"${asSaid(deed)}" is not something that a field of ${withArticle(noun)} can hold.`, asSaid(deed));
  if (lines) throw new NotUnderstood(`It isn't clear what the ${onLastWord(lines.label, plural)} of ${withArticle(noun)} have. Name them as things of their own, for example "${noun} items with ${noun}, product name and quantity".`, onLastWord(lines.label, plural));
  if (fields.length > MAX_FIELDS) throw new NotUnderstood(`At most ${MAX_FIELDS} fields fit in one kind of thing; ${many} have ${fields.length}.`);
  assumptions.push(...said.map((assumption) => `${many}: ${assumption}`));
  // Who lists many fields has said what the thing has.
  const added = known && fields.length < MANY_FIELDS ? missingFields(noun, known, fields).filter(({ name }) => !hasStates || name !== "done") : [];
  const guess = added.length > 0 && fields.length > 0 && fields.every(({ isGuess }) => isGuess === true) ? fields[0] : undefined;
  if (guess) throw new NotUnderstood(`It isn't clear what the "${guess.label}" of ${withArticle(noun)} holds. Say it behind the name: "${guess.label} (text)", "(number)", "(date)" or "(yes/no)".`, guess.label, true);
  if (added.length > 0) assumptions.push(`${many} ${fields.length > 0 ? "also " : ""}have ${listWords(added.map((field) => (field.isRequired ? field.label : `${field.label} (optional)`)))}`);
  const all = known ? [...known.filter((field) => added.includes(field)), ...fields] : fields;
  settleKinds(noun, all, assumptions);
  const dueDate = all.find((field) => field.name === "dueDate");
  if (dueDate && !added.includes(dueDate) && known?.some((field) => field.name === "dueDate" && !field.isRequired)) dueDate.isRequired = false;
  return { singular: noun, plural: many, typeName: pascalCase(noun), path: `/${kebabCase(many)}`, collection: camelCase(many), fields: order(all, known), ownership: "shared", search: [], aggregates: [], counters: [], transitions: [] };
}

const asSaid = ({ label, saidPlural }: Field): string => (saidPlural ? onLastWord(label, plural) : label);

/** Nothing said: everything the thing usually has. Else only what it can't be without: its title, and `done` for what gets done. */
function missingFields(noun: string, known: Field[], given: Field[]): Field[] {
  if (given.every(({ target }) => target !== undefined)) return known.filter((field) => !given.some(({ target }) => target === field.name));
  const lead = known[0];
  const namesIt = given.some(({ name, kind }) => name === camelCase(noun) || /^(title|name|text|task|subject|label|description|summary|content|item|what|purpose|reason|fullName|firstName|todo|note)$/.test(name) || (kind === "text" && /name|title$/i.test(name)));
  const ends = given.some(({ name, kind }) => kind === "boolean" || /status|state|progress|completed|done/i.test(name));
  const isEssential = (field: Field): boolean => field.name === ESSENTIAL[noun] && !given.some(({ kind }) => kind === field.kind);
  return known.filter((field) => (!namesIt && (field === lead || isEssential(field))) || (field.name === "done" && !ends && (noun === "todo" || noun === "task")));
}

function order(fields: Field[], known: Field[] | undefined): Field[] {
  const lead = known?.[0]?.name;
  return [...fields.filter(({ name }) => name === lead), ...fields.filter(({ name }) => name !== lead && name !== "done"), ...fields.filter(({ name }) => name === "done" && name !== lead)];
}

/** What is written about something else, when only that it exists was said. */
const CHILDREN = /^(?:comment|reply|message|answer)$/;
