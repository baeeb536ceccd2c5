import { copyOf } from "../copy-of.ts";
import { type Draft, type DraftThing, thingCalled } from "./draft.ts";

const MINE = "(?:(?:my|their|his|her|its|the|all|all my) )?(?:own )?";
const ONE = "(?:user|person|caller|member|customer|one|employee|colleague|teacher|student|pupil|parent|client|patient|tenant|owner|volunteer|player|driver|coach|of (?:us|them|you))";
const WHO = `(?:each|every|any) ${ONE}|each(?= (?:sees?|can|may|should|must|only|has|keeps|gets)\\b)|users|people|everyone|everybody|they|i`;
const SEE = "(?:can |may |should |must |has to |have to )?(?:only |just )?(?:be able to )?(?:see|sees|view|views|read|reads|get|gets|manage|manages|access|have|has|edit|edits)(?: and (?:edit|change|manage|delete|view))?(?: only)?";
const FORMS = [
  new RegExp(`^(?:.{0,40} (?:where|in which|so that|but|and) )?${MINE}(?<noun>[a-z]+(?: [a-z]+)?) (?:are|is|stay|stays|should be|must be|should stay) (?:kept )?(?:private|personal|secret|only mine|mine alone|(?:only )?visible only|visible)(?<to> (?:to|for) (?:me|them|myself|themselves|each user|each person|everyone|their owner|its owner|the user|the owner|whoever (?:made|wrote|created) (?:it|them)))?$`),
  new RegExp(`^(?:but |and |so )?(?:${WHO}) ${SEE} (?:(?:his|her|their|its|my|his or her) own|theirs|mine|(?:his|hers)(?=$))(?: (?<noun>[a-z]+(?: [a-z]+)?))?$`),
  new RegExp(`^(?:but |and |so )?(?:nobody|no one|no-one|noone)(?: else)? (?:can|may|should|must) (?:see|read|view|access)(?: or (?:change|edit|delete))? (?:them|it|mine|my (?<noun>[a-z]+(?: [a-z]+)?))$`),
  new RegExp(`^(?:but |and |so )?(?:nobody|no one|no-one|noone)(?: else)? (?:can|may|should|must) (?:see|read|view|access)(?: or (?:change|edit|delete))? (?:(?:someone|somebody|anyone|anybody) else's|another (?:person|user|member|one)'s|other people's|others'|each other's|one another's) (?<noun>[a-z]+(?: [a-z]+)?)$`),
  /^(?:an? |my |the )?private (?<noun>[a-z]+(?: [a-z]+)?) (?:app|api|application|system|database|backend)$/,
  new RegExp(`^(?:.{0,40} (?:where|in which|so that|but|and) )?(?:${WHO}) (?:can |may |should )?(?:writes?(?: down)?|keeps?|makes?|records?|tracks?|logs?|manages?|fills? in) (?:(?:his|her|their|his or her) own) (?<noun>[a-z]+(?: [a-z]+)?)$`),
];

const ELSES = / (?:else's|person's|user's|member's|one's|people's|others'|each other's|one another's) [a-z]+(?: [a-z]+)?$/;

/** "My tasks are private to me", "Everybody only sees his own notes": each caller has its own of them, and of what belongs to them. */
export function readOwn(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase();
  for (const form of FORMS) {
    const found = form.exec(text);
    if (!found || /\bvisible$/.test(text) || /\b(?:admins?|staff|managers?|except|unless|public)\b/.test(text)) continue;
    const { noun } = found.groups ?? {};
    const draft = copyOf(before);
    const expected = [...draft.things, ...draft.expected];
    // Of the one thing that is kept it doesn't matter what it is called: somebody else's are those.
    // "his own diary" is what is written into it.
    const isAll = noun === undefined || /(?:^| )(?:diary|journal|log|logbook|notebook|tracker)$/.test(noun) || (ELSES.test(text) && new Set(expected.map(({ singular }) => singular)).size === 1) || /^(?:data|things?|items?|stuff|entries|records|ones|everything|collection|list)$/.test(noun);
    const one = isAll ? undefined : thingCalled({ ...draft, things: expected }, noun);
    if ((!isAll && !one) || expected.length === 0) continue;
    // "Each teacher sees only his own pupils", where a pupil has one of the teachers: whoever calls is none of those.
    const who = /(?:each|every|any) ([a-z]+)/.exec(text)?.[1];
    if (who !== undefined && expected.some((thing) => (!one || thing.singular === one.singular) && thing.fields.some(({ of, name }) => (of ?? name) === who))) continue;
    draft.own.push(one?.singular ?? "*");
    return draft;
  }
  return null;
}

/** Those that are somebody's own: what was named, and what points to it. */
export function ownOf({ things, own }: Draft): Set<DraftThing> {
  const found = new Set(things.filter(({ singular: one }) => own.includes("*") || own.includes(one)));
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const thing of things) if (thing.fields.some(({ of }) => [...found].some(({ singular: one }) => one === of))) found.add(thing);
  }
  return found;
}
