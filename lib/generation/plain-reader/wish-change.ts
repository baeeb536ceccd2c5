import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, namesOf, say } from "./draft.ts";
import { findField } from "./find-field.ts";
import type { WishState } from "./wish-state.ts";

/** "toggle a flag", "mark it as claimed", "change the state": a PATCH of that field. */
export function wishChange(part: string, state: WishState, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  const mark = new RegExp(`^(?:mark|set|flag|tick|check off|turn|switch)(?: (?:it|them|an?|the|one|item|items|${nouns}|off))* (?:as |to |on)?(.+)$`, "i").exec(part)?.[1];
  const flags = state.thing.fields.filter(({ kind }) => kind === "boolean");
  const path = `PATCH /${pluralOf(state.thing).replaceAll(" ", "-")}/{id}`;
  const flag = mark === undefined ? undefined : flags.find(({ name }) => name === mark.toLowerCase() || name === mark.toLowerCase().replace(/^(?:not |un)/, "")) ?? state.thing.fields.find(({ choices = [] }) => choices.some((choice) => choice.toLowerCase() === mark.toLowerCase()));
  if (flag) { state.mode = "crud"; say(draft, `"${part}": ${path} sets ${flag.name}`); return true; }
  const [only] = flags;
  if (only && flags.length === 1 && new RegExp(`^(?:toggle|switch|turn|enable|disable|turn on|activate|deactivate)(?: (?:it|an?|the|one|${nouns}|on|off|and|or|${only.name}|flag|them))+$`, "i").test(part)) { state.mode = "crud"; say(draft, `"${part}": ${path} sets ${only.name} to true or false`); return true; }
  const field = /^(?:change|update|edit|set|correct|adjust|move|modify|raise|lower)(?: (?:its|their|the|an?|his|her|it|one))* (.+?)(?: of (?:an?|the|one|my|each) .+)?(?: later| afterwards| if needed| when needed)?$/i.exec(part)?.[1];
  return field !== undefined && findField(field, state.thing) !== undefined;
}
