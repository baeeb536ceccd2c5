import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, type DraftThing, say, thingCalled } from "./draft.ts";

const NOUN = "[a-z]+(?: (?!(?:can|may|must|should|could|are|is|never)\\b)[a-z]+)?";
const NOT = "(?:can't|cannot|can not|can never|must not|mustn't|must never|may not|may never|should not|shouldn't|should never|never|are never|is never|can't ever)";
const CAN = "(?:can|may|could|might|should be able to|must be able to)";
const GONE = "(?:deleted|removed|erased)";
const EVER = "(?: (?:at all|ever|completely|by anyone|from the system))?";
const CANCEL = new RegExp(`^(?:the |an? |all |every |each )?(?<noun>${NOUN}) ${CAN} (?:also |only |still )?be cancell?ed(?<kept>,?(?: but| and)?,? (?:never|not|${NOT})(?: be)? ${GONE}${EVER})?$`);
const KEPT = [
  new RegExp(`^(?:the |an? |all |every |each )?(?<noun>${NOUN}) ${NOT} (?:be )?${GONE}${EVER}$`),
  new RegExp(`^no (?<noun>${NOUN}) ${CAN} (?:ever )?be ${GONE}${EVER}$`),
  new RegExp(`^(?:nobody|no one|you|we|one)? ?(?:${CAN} (?:ever )?|${NOT} )delete (?:an? |the |any )?(?<noun>${NOUN})${EVER}$`),
];
const USED = [
  new RegExp(`^(?:deleting|removing) (?:an? |the |any )?(?<parent>${NOUN}?),? (?:with|(?:that|who|which|while it|if it|when it) (?:still )?(?:has|have)|having) (?:still )?(?:any |an? |some |its |their )?(?<child>${NOUN}?)(?: left| in it)? (?:(?:must|should|may|can|is|will|has to) ?(?:not|never)|can't|cannot|mustn't|shouldn't|isn't) (?:be )?(?:possible|allowed|permitted)$`),
  new RegExp(`^(?:the |an? |any |no )?(?<parent>${NOUN}) (?:with|(?:that|who|which) (?:still )?(?:has|have)|having) (?:still )?(?:any |an? |some |at least one |its |their )?(?<child>${NOUN}) (?:${NOT}|${CAN}) (?:be )?${GONE}$`),
  new RegExp(`^(?:(?:you|we|one|people|nobody|no one|it) )?(?:${NOT}|(?:can't|cannot|shouldn't|should not|must not) be able to|${CAN}|should be impossible to|should not be possible to)(?: be able to)? (?:delete|remove) (?:an? |the |any )?(?<parent>${NOUN}?),? (?:(?:who|that|which|while|when|as long as|if|with)(?: (?:it|they|he|she|there))?) ?(?:still )?(?:has|have|are|is)? ?(?:still )?(?:any |an? |some |its |their )?(?<child>${NOUN}?)(?: (?:in it|in them|left|on it))?$`),
  new RegExp(`^(?:the |an? |any )?(?<parent>${NOUN}) ${NOT} (?:be )?${GONE} (?:if|when|while|as long as|until) (?:it|they|he|she|there) (?:still )?(?:has|have|are|is) (?:still )?(?:any |an? |some )?(?<child>${NOUN})$`),
];

/** "Bookings can be cancelled but not deleted", "A member with cars can't be deleted": what deleting is refused for. */
export function readKept(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase().replace(/^(?:and|but|also) /, "");
  const draft = copyOf(before);
  for (const form of USED) {
    const { parent, child } = form.exec(text)?.groups ?? {};
    if (parent !== undefined && child !== undefined && / not|n't|never|no |nobody|impossible/.test(` ${text}`)) return isInUse(parent, child, sentence, draft) ? draft : null;
  }
  const cancel = CANCEL.exec(text)?.groups;
  const noun = cancel?.["noun"] ?? KEPT.map((form) => form.exec(text)?.groups?.["noun"]).find((one) => one !== undefined);
  const thing = noun === undefined ? undefined : /^(?:it|they|them|this|these)$/.test(noun) ? draft.things[draft.last] : thingCalled(draft, noun);
  if (!thing || (cancel === undefined && !/n't|not|never|no /.test(text))) return null;
  if (cancel && !cancelled(thing, draft)) return null;
  if ((!cancel || cancel["kept"] !== undefined) && !thing.rules.some(({ rule }) => rule === "kept")) thing.rules.push({ rule: "kept" });
  return draft;
}

/** What is referred to isn't deleted, in every API. */
function isInUse(parent: string, child: string, sentence: string, draft: Draft): boolean {
  const [owner, thing] = [thingCalled(draft, parent), thingCalled(draft, child)];
  if (!owner || !thing || owner === thing || !thing.fields.some(({ of }) => of === owner.singular)) return false;
  say(draft, `"${sentence}": DELETE is answered with 409 while any of the ${pluralOf(thing)} is of it`);
  return true;
}

/** It goes to cancelled by a call of its own, unless a field says that already; cancelled it takes no time. */
function cancelled(thing: DraftThing, draft: Draft): boolean {
  const isSo = (value: string): boolean => /^cancell?ed$/i.test(value);
  if (thing.fields.some(({ kind, name, choices = [] }) => (kind === "boolean" && isSo(name)) || choices.some(isSo))) return true;
  const status = thing.fields.find(({ name }) => name === "status" || name === "state");
  const moves = thing.rules.filter((rule) => rule.rule === "change" && rule.field === status?.name);
  if (status && (status.kind !== "choice" || moves.length === 0)) return false;
  const states = status?.choices ?? ["active"];
  if (status) status.choices = [...states, "cancelled"];
  else thing.fields.push({ name: "status", kind: "choice", choices: ["active", "cancelled"], isRequired: true, isUnique: false });
  thing.rules.push({ rule: "change", field: status?.name ?? "status", action: "cancel", from: states, to: "cancelled" });
  const apart = thing.rules.find((rule) => rule.rule === "apart");
  if (apart && apart.unless === null) apart.unless = { field: status?.name ?? "status", value: "cancelled" };
  say(draft, `${pluralOf(thing)} start as ${states[0] ?? "active"}, and a call of its own makes one cancelled: no body sets it`);
  return true;
}
