import { copyOf } from "../copy-of.ts";
import { fieldName, plainName } from "../outline/name-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { kebabCase, onLastWord, plural, singular } from "../resource-builder/words.ts";
import { type Draft, type DraftThing, nameKept, say, thingCalled } from "./draft.ts";
import { findField } from "./find-field.ts";

const ONE = "(?: by)?(?: (?:one|1))?";
const ANYONE = "(?<who>people|users?|anyone|anybody|everyone|everybody|visitors|readers|viewers|customers|guests|members|listeners|they|i|we|you)";
const TO = "(?: (?:to|on) (?:its |their |the |that )?(?<field>[a-z]+(?: [a-z]+){0,2}?)(?: of (?:it|the [a-z]+|that [a-z]+))?)?";
const FIELD = "(?!the\\b)[a-z]+(?: (?!the\\b)[a-z]+){0,2}?";
const UP = "(?:go|goes|counts?|rises?|should go|must go|is counted|are counted|increases?|grows?|is increased|are increased)(?: up)?";
const WHEN = "(?:each|every) time [a-z' ]+?|(?:when|whenever) (?:someone|somebody|a user|a visitor|people) [a-z' ]+?|(?:with|on|for|after) (?:each|every) [a-z]+(?: [a-z]+)?";
const FORMS = [
  new RegExp(`^(?:each|every|an?|one|any) (?<deed>[a-z]+)(?: (?:of|to|on|by) [a-z ]+?)? (?:should |must |then |always )?adds? (?:one|1)(?: more)?(?: up)?${TO}$`),
  new RegExp(`^(?<doing>[a-z]+ing)(?: (?:for|on|an?|the|it|one) ?[a-z ]*?)? (?:should |must |then |always )?adds? (?:one|1)(?: more)?${TO}$`),
  new RegExp(`^(?:${WHEN}),? (?:the|its|their) (?<field>${FIELD}) ${UP}${ONE}$`),
  new RegExp(`^(?:${WHEN}),? (?:it |we |the api )?adds? (?:one|1)${TO}$`),
  new RegExp(`^(?:the |its |their )?(?<field>${FIELD})(?: of (?:an?|the|it) ?[a-z]*)? (?:should |must )?${UP}${ONE} (?:${WHEN})$`),
  new RegExp(`^${ANYONE} (?:can |may |could |should be able to )(?<liked>like|upvote|vote for|vote on|star|clap for|heart) (?:an?|the|each|every|any|all|other|one|these|those)? ?(?<noun>[a-z]+(?: [a-z]+)?)$`),
  new RegExp(`^${ANYONE} (?<liked>like|upvote|vote for|vote on|star|clap for|heart) (?:an?|the|one of the) (?<noun>[a-z]+(?: [a-z]+)?)$`),
];
const COUNTED: Record<string, string> = { like: "likes", upvote: "votes", vote: "votes", star: "stars", clap: "claps", heart: "hearts", view: "views", visit: "visits", download: "downloads", click: "clicks", play: "plays", share: "shares", read: "reads", open: "opens", use: "uses" };

/** "Each visit adds one to its visits", "The clicks go up by one each time someone opens the link", "People can like a photo": a number that a call adds one to. */
export function readCounts(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase().replace(/^(?:and|also|then|so) /, "");
  for (const form of FORMS) {
    const { deed, doing, field: said, liked, noun, who } = form.exec(text)?.groups ?? {};
    // Of members who are kept it is asked which of them did it.
    if (who !== undefined && nameKept(before, who) !== undefined) continue;
    const verb = liked?.replace(/ (?:for|on)$/, "") ?? (deed === undefined && doing === undefined ? undefined : verbOf(deed ?? doing ?? ""));
    if (verb === undefined && said === undefined) continue;
    const draft = copyOf(before);
    const thing = noun === undefined ? draft.things[draft.last] : thingCalled(draft, noun);
    if (thing && counts(thing, verb, said, draft)) return draft;
  }
  return null;
}

const verbOf = (said: string): string => Object.keys(COUNTED).find((verb) => said === verb || said === `${verb}s` || said === `${verb}ing` || said === `${verb.replace(/e$/, "")}ing`) ?? said.replace(/ing$/, "");

/** The number that is counted up: by its name, by the deed that it counts, or a new one. */
function counts(thing: DraftThing, verb: string | undefined, said: string | undefined, draft: Draft): boolean {
  const many = verb === undefined ? undefined : COUNTED[verb];
  const words = verb === undefined ? null : new RegExp(`\\b${verb.replace(/e$/, "")}`);
  const spoken = thing.fields.filter(({ name, kind }) => (kind === "integer" || kind === "number" || kind === "text") && words?.test(name));
  const known = said === undefined ? (spoken.length === 1 ? spoken[0] : undefined) : findField(said, thing);
  if (spoken.length > 1 || (said !== undefined && !known && !/^[a-z]+s$/.test(said)) || (!known && said === undefined && many === undefined)) return false;
  if (known && !["integer", "number"].includes(known.kind) && !(known.kind === "text" && (known.isGuess || spoken.includes(known)))) return false;
  const name = known?.name ?? (said === undefined ? many ?? "" : onLastWord(plainName(said), (word) => plural(singular(word))));
  const action = Object.keys(COUNTED).find((one) => one === verb || (verb === undefined && COUNTED[one] === name)) ?? `increase-${kebabCase(name)}`;
  if (name === "" || thing.rules.some((rule) => (rule.rule === "counter" || rule.rule === "change") && rule.action === action)) return false;
  if (known) { Object.assign(known, { kind: "integer", isRequired: true }); delete known.isGuess; delete known.default; delete known.min; }
  else thing.fields.push({ name, kind: "integer", isRequired: true, isUnique: false });
  thing.rules.push({ rule: "counter", field: name, action, by: 1 });
  say(draft, `the ${name} of ${pluralOf(thing)} start at 0 and go up by 1 with each POST /${pluralOf(thing).replaceAll(" ", "-")}/{id}/${action}: no body sets ${fieldName(name)}`);
  return true;
}
