import { LEFT } from "../../field-words/deeds.ts";
import { ANYBODY, deedClauses, withoutWish } from "../../plain-reader/deed-clause.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Resource, ResourcePlan } from "../resource-plan.ts";
import { onLastWord, singular } from "../words.ts";

/** Throws where the description says that somebody does something to what is kept ("customers order wines") and nothing in the plan says to which of it, or by whom. */
export function auditDeeds(text: string, plan: ResourcePlan): void {
  const { resources } = plan;
  for (const sentence of text.split(/[.;!?:\n]\s*/)) {
    auditLeft(sentence.trim(), plan);
    for (const { who, noun, rest } of deedClauses(withoutWish(sentence.trim()))) {
      const target = noun === null ? undefined : objectOf(rest, resources);
      if (noun === null || !target || target.fields.some(({ label }) => label === noun || label === `${noun}s`)) continue;
      const made = resources.filter((resource) => refers(resource, target) && [noun, ...(SAME[noun] ?? [])].some((name) => resource.singular === name || resource.singular.endsWith(` ${name}`)));
      if (made.length === 0) throw new NotUnderstood(`Nothing that would be built says which ${target.singular} it was. Say it, for example "each ${noun} is of one ${target.singular}".`, sentence.trim());
      const people = onLastWord(who, singular);
      if (!ANYBODY.test(who) && !made.some((resource) => namesWho(resource, people))) throw new NotUnderstood(`Nothing that would be built says which ${people} it was. Say it, for example "each ${noun} is of one ${people}".`, sentence.trim());
    }
  }
}

/** "Customers can leave a review": what is left keeps who left it, or says that it doesn't. */
const LEAVES = new RegExp(`^(?:(?:the|our|all|each|every|any) )?(?<who>[a-z][a-z-]*(?: [a-z-]+)?) (?:can |may |could |will )?(?:also )?(?:leave|write|post|give|submit|add)s? (?:an? |their |one )?(?<made>${LEFT})s?\\b`, "i");

/** What is each caller's own needs no field of whose it is. */
function auditLeft(sentence: string, { resources }: ResourcePlan): void {
  const { who = "", made = "" } = LEAVES.exec(withoutWish(sentence))?.groups ?? {};
  const left = resources.find(({ singular: one }) => one === made.toLowerCase() || one.endsWith(` ${made.toLowerCase()}`));
  const people = onLastWord(who.toLowerCase(), singular);
  if (!left || left.ownership === "perConsumer" || ANYBODY.test(who) || /^users?$/i.test(who) || namesWho(left, people)) return;
  throw new NotUnderstood(`Nothing that would be built says which ${people} it was. Say it, for example "each ${left.singular} is of one ${people}".`, sentence);
}

const namesWho = ({ fields }: Resource, people: string): boolean => fields.some(({ target, label }) => target === people || label.split(" ").includes(people) || /\b(?:name|email)\b/.test(label));

/** Other words for one time of it. */
const SAME: Record<string, string[]> = { signup: ["sign up", "registration", "participant"], registration: ["signup", "sign up", "attendance", "enrollment", "participant"], enrollment: ["enrolment", "registration"], rating: ["review"], loan: ["borrowing", "checkout", "lending"], booking: ["reservation"], reservation: ["booking"], purchase: ["order", "sale"] };

/** The thing with whose name a text begins, behind an article. */
function objectOf(rest: string, resources: readonly Resource[]): Resource | undefined {
  const words = rest.replace(/^(?:(?:an?|the|one|several|many|some|different|our|these|those|any|another|each|every) )+/, "").split(/[ ,]/);
  return [3, 2, 1].map((count) => onLastWord(words.slice(0, count).join(" "), singular)).map((noun) => resources.find(({ singular: one }) => one === noun || one.split(" ").at(-1) === noun)).find((found) => found !== undefined);
}

const refers = ({ fields }: Resource, { singular: one }: Resource): boolean => fields.some(({ target }) => target === one);
