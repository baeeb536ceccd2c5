import { copyOf } from "../copy-of.ts";
import { type Draft } from "./draft.ts";
import { nameKept } from "./draft.ts";
import { readDeclaration } from "./read-declaration.ts";
import { LOGIN, SIGN_IN } from "./sign-in.ts";

const KEEPER = new RegExp(`^(?<who>(?:(?:each|every|any) )?[a-z]+(?: [a-z]+)?) (?:can |should |must |will )?(?<login>${LOGIN}(?:, and |, | and |,? then |,? to ))?(?:then |can )?(?:keeps?|manages?|tracks?|stores?|records?|writes?|logs?|collects?) (?:(?:their|his|her|his or her|its|a|an) )?(?<own>(?:own |private |personal )+)(?<rest>.+)$`, "i");

/** "Users log in and keep a private diary: date, mood": what each caller has of its own. */
export function readKeeper(sentence: string, before: Draft): Draft | null {
  const { who = "", login, rest } = KEEPER.exec(sentence)?.groups ?? {};
  if (rest === undefined || nameKept(before, who.replace(/^(?:each|every|any) /i, "")) !== undefined) return null;
  const draft = readDeclaration(rest, copyOf(before));
  const thing = draft?.things[draft.last];
  if (!draft || !thing) return null;
  draft.own.push(thing.singular);
  if (login !== undefined) draft.open.push({ text: login.trim().replace(/(?:,|,? (?:and|then|to)|,)$/, ""), why: SIGN_IN });
  return draft;
}
