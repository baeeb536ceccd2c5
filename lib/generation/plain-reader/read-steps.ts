import { copyOf } from "../copy-of.ts";
import type { OutlineRule } from "../outline/schema.ts";
import { actionTo } from "../resource-builder/read-transitions.ts";
import { type Draft, type DraftThing, namesOf, say } from "./draft.ts";

const NOT = "(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|never|is not allowed to|are not allowed to|don't|do not|no)";
const STEP = "(?:steps?|stages?|states?|status(?:es)?)";
const SKIP = new RegExp(`^(?:and |but )?(?:(?:it|they|you|one|nobody|we|people|an? [a-z]+|[a-z]+s) )?(?:${NOT} (?:ever )?(?:be )?(?:skip(?:s|ped|ping)?|jump(?:s|ing)?(?: over)?|leave(?:s)? out|left out|miss(?:es)?|pass(?:es)? over) ?(?:an?|any|one|over an?|the)? ?(?:of the )?(?:${STEP}|it|them)?|${NOT} ${STEP} (?:can|may) be (?:skipped|left out|jumped over)|${STEP} (?:can't|cannot|must not|may not) be (?:skipped|left out|jumped over))$`);
/** At the end of what tells the steps. */
export const SKIPPED = new RegExp(`,? (?:and|but),? (?:it|they|you|one|nobody|we)? ?(?:${NOT}|can|may) (?:skip|jump over|leave out|miss) (?:an?|any|one|over an?|the)? ?${STEP}$`);
const AGAIN = new RegExp("^(?:(?:an? |the |all )?(?<state>[a-z]+(?: [a-z]+)?) (?<noun>[a-z]+)|(?:when|once|if) (?:it is |they are )?(?<state2>[a-z]+),? (?:it|they|one)|(?:from )(?<state3>[a-z]+) (?:it|they|one)) (?:can|may|might|could) (?:also |still )?(?:be )?(?:(?<back>re-?opened|restarted|reactivated|go back to (?:the )?(?:start|beginning))|(?:(?:go|come|move|return)|(?:set|moved|put|sent|brought))(?: back)? to (?<to>[a-z]+(?: [a-z]+)?))(?: again| later)?$");

type Change = OutlineRule & { rule: "change" };
const changesOf = ({ rules }: DraftThing): Change[] => rules.filter((rule): rule is Change => rule.rule === "change");

/** "You can't skip a step", "a resolved ticket may be reopened": what is said of states that are known. */
export function readSteps(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase();
  const draft = copyOf(before);
  // Each state is only reached from the one before it.
  if (SKIP.test(text)) return draft.things.some((thing) => changesOf(thing).length > 1) ? draft : null;
  const { state, noun, state2, state3, back, to } = AGAIN.exec(text)?.groups ?? {};
  const from = state ?? state2 ?? state3;
  const thing = from === undefined ? undefined : draft.things.find((one) => changesOf(one).length > 0 && (noun === undefined || namesOf(one).includes(noun)));
  const [first] = thing ? changesOf(thing) : [];
  const states = thing?.fields.find(({ name }) => name === first?.field)?.choices ?? [];
  const target = to ?? states[0];
  if (!thing || !first || from === undefined || !states.includes(from) || target === undefined || !states.includes(target) || target === from) return null;
  const action = back !== undefined && /^re-?open/.test(back) ? "reopen" : actionTo(target);
  const same = thing.rules.find((rule): rule is Change => rule.rule === "change" && rule.action === action);
  if (same && same.to !== target) return null;
  if (same) same.from = [...new Set([...same.from, from])];
  else thing.rules.push({ rule: "change", field: first.field, action, from: [from], to: target });
  say(draft, `"${sentence}": POST …/{id}/${action}`);
  return draft;
}
