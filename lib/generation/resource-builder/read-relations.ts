import { asNoun, mentions, resourceNamed, takeClauses } from "./clause-words.ts";
import { inferKind } from "./infer-kind.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { NamedResource } from "./read-resources.ts";
import type { Field } from "./resource-plan.ts";
import { camelCase, listWords, onLastWord, plural, withArticle } from "./words.ts";

export type Relation = { kind: "belongs"; child: string; parent: string; isRequired: boolean; isOfMany?: boolean } | { kind: "many"; one: string; other: string; verb: string | null };

const NOUN = "(?!(?:and|with|or|but|that|which|a|an|the|it|they|them|in|of|to|is|are|has|have|many|can|i|each|every|between)\\b)[a-z]+(?: (?!(?:and|with|or|but|that|which|can|must|should|may|is|are|has|have|belongs?|will|on|in|of|to|who|by|many|search)\\b)[a-z]+)?";
const START = "(?:[ ,;-]*\\b(?:and|where|also|but|so) )*(?:[ ,;-]*\\b(?:each|every|an?|one|all|any|the|single) )*";
const ONE = "(?:(?:exactly|only) )?(?:(?:one|a single|an?|the|its|some|specific|certain|particular|their) )*";
const BELONGS = "(?:always |must |should |has to |have to |will )*(?:belongs? to|belonging to|is assigned to|are assigned to|is linked to|are linked to|linked to|is connected to|are connected to|is related to|are related to|references?|refers? to|is part of|are part of|is placed by|are placed by|is written by|are written by|is made by|are made by|is owned by|are owned by)";
const MAY = "(?:can|may|could|might|optionally|can optionally|may optionally)";
const MANY = "(?:many|several|multiple|lots of|a lot of|zero or more|one or more|0 or more|any number of|more than one|0\\.\\.n|n)";
const HAS = "(?:(?:can|may|should|must|will) )?(?:have|has|contain|contains|own|owns|write|writes|place|places|include|includes|take|takes|attend|attends|consist of|consists of)";
const END = "(?=[ ]*(?:[,.;\\n]|$| and | but ))";

const PAIR = new RegExp(`(?:[ ,;-]*\\b(?:and|with|where|have|has|a|there is) )*many[- ]to[- ]many(?: relation(?:ship)?)? (?:between|of|from) (?<one>${NOUN}) (?:and|to) (?<other>${NOUN})`, "g");
const PAIR_AFTER = new RegExp(`${START}(?<one>${NOUN}) and (?<other>${NOUN}) (?:(?:are|have|is|in)(?: a| in a| related)? )?many[- ]to[- ]many(?: relation(?:ship)?)?`, "g");
const ENROL = new RegExp(`${START}(?<one>${NOUN}) can (?:(?:en|be en)roll?(?:ed)?|register|sign up) (?:in|for|to) (?:${MANY} )?(?<other>${NOUN})${END}`, "g");
const HAS_MANY = new RegExp(`${START}(?<parent>${NOUN}) ${HAS} ${MANY} (?<child>${NOUN})${END}`, "g");
const AND_HAS = new RegExp(`${START}(?<child>${NOUN}) ${BELONGS} ${ONE}(?<parent>${NOUN}),? and (?:it )?(?=has |have )`, "g");
const THAT_BELONGS = new RegExp(`(?<=^|[ ,;.])(?<child>${NOUN}),? (?:that |which |who )(?:(?<may>${MAY}) )?${BELONGS.replace("belonging to", "belong to")} ${ONE}(?<parent>${NOUN})(?=[ ]*(?:[,.;\\n]|$| and | but | with ))|(?<=^|[ ,;.])(?<child2>${NOUN}) belonging to ${ONE}(?<parent2>${NOUN})(?=[ ,.;]|$)`, "g");
const BELONGS_TO = new RegExp(`${START}(?<child>${NOUN}) (?:(?<may>${MAY}) )?${BELONGS} ${ONE}(?<parent>${NOUN})${END}`, "g");
const ON = /\b(?<child>comments|reviews|ratings|notes|replies|answers|tasks|photos|grades|votes|payments|visits|appointments|orders|loans) (?:on|of|for|to|about) (?:the )?(?<parent>[a-z]+s)(?= (?:with|have|that have|having)\b|:)/g;

/** Takes out how things belong together: "authors have many books", "each book belongs to an author". */
export function readRelations(text: string): { rest: string; relations: Relation[] } {
  const relations: Relation[] = [];
  const [theirs, child] = /\b(?:and|with) (?:their|its|his|her) ([a-z]+s)(?: (?:with|have|having)\b|:)/.exec(text) ?? [];
  if (theirs && child) throw new NotUnderstood(`It isn't clear to what each of the ${child} belongs. Say it, for example "${child} belong to customers".`, theirs.trim());
  const many = (verb: string | null) => ({ one, other }: Record<string, string | undefined>): void => { if (one && other) relations.push({ kind: "many", one: asNoun(one), other: asNoun(other), verb }); };
  const belongs = (child: string, parent: string, isRequired: boolean): void => void relations.push({ kind: "belongs", child: asNoun(child), parent: asNoun(parent), isRequired });
  let rest = takeClauses(takeClauses(text, [PAIR, PAIR_AFTER], many(null)), [ENROL], many("enrollment"));
  rest = takeClauses(rest, [ON], ({ child, parent }) => {
    if (!child || !parent || mentions(rest, parent) < 2) return false;
    belongs(child, parent, true);
    return child;
  });
  rest = takeClauses(rest, [HAS_MANY], ({ parent, child }, match) => {
    if (!parent || !child || (inferKind(child).kind === "list" && mentions(rest, child) < 2)) return false;
    relations.push({ kind: "belongs", child: asNoun(child), parent: asNoun(parent), isRequired: true, isOfMany: true });
    return /^\s*(?:an? |the )?(?:api|app|system)\b/.test(match) ? false : undefined;
  });
  rest = takeClauses(rest, [AND_HAS], ({ child, parent }) => { if (child && parent) { belongs(child, parent, true); return `each ${child} `; } return false; });
  rest = takeClauses(rest, [THAT_BELONGS], ({ child, parent, child2, parent2, may }) => { belongs(child ?? child2 ?? "", parent ?? parent2 ?? "", !may); return child ?? child2 ?? ""; });
  rest = takeClauses(rest, [BELONGS_TO], ({ child, parent, may }) => {
    if (!child || !parent) return false;
    belongs(child, parent, !may);
    return undefined;
  });
  return { rest, relations: relations.filter((relation, index) => relations.findIndex((other) => JSON.stringify({ ...other, isRequired: 0, isOfMany: 0 }) === JSON.stringify({ ...relation, isRequired: 0, isOfMany: 0 })) === index) };
}

/** Adds the references, and the things that only relations name. */
export function applyRelations(found: NamedResource[], relations: readonly Relation[], assumptions: string[]): void {
  for (const relation of relations) {
    if (relation.kind === "many") join(found, relation.one, relation.other, relation.verb, assumptions);
    else {
      const { child, parent, isRequired, isOfMany } = relation;
      const isMutual = relations.some((other) => other.kind === "belongs" && other.child === parent && other.parent === child);
      if (isMutual) join(found, ...sorted(child, parent), null, assumptions);
      else if (isOfMany && SHARED.has(parent) && CATALOGUE.has(child)) throw new NotUnderstood(`One ${child} can be in many ${onLastWord(parent, plural)}, so that it can't belong to one. Name the thing between them with its fields, for example "${parent} items with ${parent}, ${child} and quantity".`, `${parent} ${child}`);
      else holder(found, child).fields.push(reference(holder(found, parent).noun, isRequired && child !== parent));
    }
  }
}

const SHARED = new Set(["order", "cart", "invoice", "playlist", "basket", "shopping cart", "wishlist", "menu", "recipe", "team", "class"]);
const CATALOGUE = new Set(["product", "item", "song", "ingredient", "dish", "book", "student", "player"]);
const sorted = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one]);

/** Both directions are told of many: a thing between them, of one each. */
function join(found: NamedResource[], one: string, other: string, verb: string | null, assumptions: string[]): void {
  const [left, right] = [holder(found, one).noun, holder(found, other).noun];
  const noun = verb ?? `${left} ${right}`;
  if (found.some((resource) => resource.noun === noun && resource.isJoin)) return;
  const existing = found.find((resource) => resource.noun === noun);
  const target = existing ?? { noun, fields: [], assumptions: [], isJoin: true };
  if (!existing) found.push(target);
  target.fields.push(reference(left, true), reference(right, true));
  assumptions.push(`${onLastWord(noun, plural)} join ${onLastWord(left, plural)} and ${onLastWord(right, plural)}, one of each; the same pair can be stored twice`);
}

function holder(found: NamedResource[], noun: string): NamedResource {
  const named = resourceNamed(found.map((resource) => ({ singular: resource.noun, resource })), noun)?.resource;
  if (named) return named;
  if (/^(?:user|account|creator|person) who\b/.test(noun) || !/^[a-z]{3,}(?: [a-z]{3,})?$/.test(noun) || /\b(?:category of|one|item|thing|other|group of)\b/.test(noun)) throw new NotUnderstood(`It isn't clear what "${noun}" is here.`, noun);
  const implied: NamedResource = { noun, fields: [], assumptions: [], isImplied: true };
  found.push(implied);
  return implied;
}

const reference = (target: string, isRequired: boolean): Field => ({ name: `${camelCase(target)}Id`, label: target, kind: "reference", isRequired, isUnique: false, target });

/** "loans with book and member" where books and members are things of their own: the ids of them. */
export function linkFields(resources: { singular: string; plural: string; fields: Field[] }[], assumptions: string[]): void {
  for (const resource of resources) {
    for (const field of resource.fields) linkField(resource, field, resources, assumptions);
    resource.fields = resource.fields.filter((field, index) => resource.fields.findIndex(({ name }) => name === field.name) === index);
    for (const field of resource.fields) if (field.target === resource.singular) field.isRequired = false;
  }
  const needs = (from: string): string[] => resources.find(({ singular }) => singular === from)?.fields.flatMap((field) => (field.isRequired && field.target ? [field.target] : [])) ?? [];
  for (const { singular } of resources) {
    const seen = new Set<string>();
    for (const open = needs(singular); open.length > 0;) {
      const next = open.pop() ?? "";
      if (next === singular) throw new NotUnderstood(`Neither could be made first: ${listWords([...new Set([singular, ...seen])].map((noun) => withArticle(noun)))} need each other. Make one of the two optional.`);
      if (!seen.has(next)) { seen.add(next); open.push(...needs(next)); }
    }
  }
}

function linkField(resource: { singular: string; plural: string }, field: Field, resources: { singular: string; plural: string }[], assumptions: string[]): void {
  if (field.kind === "reference" && field.target !== undefined) {
    const target = resourceNamed(resources, field.target);
    if (!target) throw new NotUnderstood(`It isn't clear what "${field.target}" says about the ${field.label}.`, field.target);
    field.target = target.singular;
    return;
  }
  // "max participants" is a number of them.
  if (/^(?:max|min|maximum|minimum|number|count|total|average|amount|free|available|remaining) /.test(field.label)) return;
  const label = field.label.replace(/ ids?$/, "");
  const target = resourceNamed(resources, label);
  if (!target || (target === resource && !field.label.endsWith(" id")) || field.options) return;
  // The "sample id" of a lab sample is a name of its own.
  if (target === resource && (resource.singular === label || resource.singular.endsWith(` ${label}`))) return;
  if (field.kind === "list" || field.saidPlural) throw new NotUnderstood(`It isn't clear how ${resource.plural} and ${target.plural} belong together. Say "each ${target.singular} belongs to ${withArticle(resource.singular)}" or "many-to-many between ${resource.plural} and ${target.plural}".`, field.label);
  if (!["text", "longText", "integer", "number"].includes(field.kind)) return;
  Object.assign(field, { name: `${camelCase(label)}Id`, label, kind: "reference", target: target.singular });
  delete field.min;
  delete field.max;
  const said = assumptions.indexOf(`${resource.plural}: ${label} is text`);
  if (said >= 0) assumptions.splice(said, 1);
  assumptions.push(`${resource.plural}: ${label} is one of the ${target.plural}: ${field.name} holds its id`);
}
