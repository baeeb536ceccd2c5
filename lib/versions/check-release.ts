import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { breakingOf, compareOpenapi } from "./contract/compare-openapi.ts";
import { CHECK_MS, findOrphans } from "./find-orphans.ts";
import type { ReleaseContent } from "./read-release.ts";
import type { ReleaseCheck } from "./release-schema.ts";

/** What making `to` live in the place of `from` would break: for callers, and of what is stored. */
export async function checkRelease(input: { apiId: string; from: ReleaseContent | null; to: ReleaseContent; skipDocuments?: boolean; budgetMs?: number }, actor: Actor, deps: { db: Database }): Promise<ReleaseCheck> {
  const { apiId, from, to, skipDocuments, budgetMs = CHECK_MS } = input;
  return {
    breaking: from ? breakingOf(compareOpenapi(from.openapi, to.openapi)) : [],
    documents: skipDocuments ? null : await findOrphans({ apiId, from, to }, actor, deps, budgetMs),
  };
}

/** What would break, in a sentence each; empty: nothing. */
export function whyRefused(check: ReleaseCheck, allowed: { breaking: boolean; orphans: boolean }): string[] {
  const orphans = check.documents?.orphans ?? [];
  const atLeast = check.documents?.isComplete === false ? "at least " : "";
  return [
    ...(check.breaking.length > 0 && !allowed.breaking ? [`It breaks who calls the live version: ${some(check.breaking.map(({ message }) => message))} Send allowBreaking to deploy it nevertheless.`] : []),
    ...(orphans.length > 0 && !allowed.orphans ? [`It can't read what is stored: ${some(orphans.map(({ collection, count, reason }) => `${atLeast}${count} ${count === 1 ? "document" : "documents"} of ${collection} (${reason}).`))} Send allowOrphans to deploy it nevertheless.`] : []),
  ];
}

const MAX_TOLD = 3;
const some = (sentences: string[]): string => `${sentences.slice(0, MAX_TOLD).join(" ")}${sentences.length > MAX_TOLD ? ` And ${sentences.length - MAX_TOLD} more.` : ""}`;
