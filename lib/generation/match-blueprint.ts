import type { Blueprint } from "#lib/blueprints/blueprint.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { instantiate } from "#lib/blueprints/instantiate.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";
import { singular } from "./resource-builder/words.ts";

/** Words that say nothing about what an API does. */
const PLAIN = new Set(("a an the this that these those it its is are be being will which who what where when whether if then so please hi hello hey i i'd i'm me my we us our you your want wants wanted need needs would like likes " +
  "wish looking look make makes made making build builds building create creates creating give gives giving provide provides providing offer offers offering return returns returning show shows get gets do does doing can could should " +
  "may might must shall let lets letting allow allows help helps helping able work works working have has having use uses using used user users people person someone somebody anybody client clients app apps application website site " +
  "api apis rest restful json http web service services micro microservice backend server endpoint endpoints route routes tool tools simple small tiny basic little quick easy nice good cool new one two some all any each every both " +
  "also and or but with without for of to from in on at by into as about between per via just only too me them thing things stuff input output given send thanks thank many much way other lot very so e.g eg etc either plus crud").split(" "));

/** A blueprint has all its parts; only what it keeps away from itself may be missing. */
const WITHOUT = /\bwithout (?!(?:any |the )?(?:double|overlap\w*|conflict\w*|duplicat\w*|weekends?|holidays?|repeat\w*|overbook\w*|spaces?|showing|knowing|a limit|limits?)\b)[a-z]+(?: [a-z]+){0,2}/;

export interface BlueprintMatch {
  blueprint: Blueprint;
  /** Words of the description that this blueprint knows nothing of. */
  unknown: string[];
}

/** The blueprints that a description speaks of. One with no unknown words answers it; with unknown words it is only near. */
export function matchBlueprints(description: string): BlueprintMatch[] {
  const text = normaliseText(description).replace(/\bkey[ -]values?\b/g, "keyvalue").replace(/\btime[ -]to[ -]live\b/g, "ttl");
  const words = [...new Set(text.replace(/\bfavourites?\b/g, "favorite").replace(/[^a-z0-9' ]+/g, " ").split(/\s+/).map((word) => word.replace(/^'+|'s?$|'+$/g, "")).filter(Boolean))];
  return catalogue.filter((blueprint) => blueprint.signals.some((signal) => signal.test(text))).map((blueprint) => {
    const known = new Set(blueprint.vocabulary.split(" "));
    const isKnown = (word: string): boolean => PLAIN.has(word) || known.has(word) || known.has(singular(word)) || /^\d+d\d+$/.test(word) || (/^\d+$/.test(word) && (isTool(blueprint) || numbersOf(blueprint).has(Number(word))));
    return { blueprint, unknown: [...words.filter((word) => !isKnown(word)), ...(WITHOUT.exec(text)?.slice(0, 1) ?? [])] };
  });
}

/** What calculates takes any number. */
const isTool = ({ id }: Blueprint): boolean => /^(?:dice-and-coins|unit-conversion|random-ids-and-passwords|text-statistics|date-calculator|loan-and-interest-calculator|key-value-store)$/.test(id);

/** The numbers that a blueprint keeps to: its limits and defaults. Another one asks for something else. */
function numbersOf(blueprint: Blueprint): Set<number> {
  const { source } = instantiate(blueprint, {});
  const limits = [...source.matchAll(/\.(?:min|max)\((\d+)\)/g)].map(([, limit]) => Number(limit)).filter((limit) => limit <= 20);
  const named = [...`${blueprint.vocabulary} ${blueprint.examplePrompt}`.matchAll(/\b\d+\b/g)].map(([number]) => Number(number));
  return new Set([...limits, ...named, ...blueprint.parameters.map((parameter) => Number(parameter.default))]);
}
