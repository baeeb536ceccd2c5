import { type Scope, SCOPES } from "#lib/auth/actor.ts";
import type { AnyOperation } from "./operations.ts";

/** What a path names is looked at before anything is done with it, so whoever calls has to be allowed to see it. */
const SEEN: readonly { of: RegExp; scope: Scope }[] = [
  { of: /^\/api\/(v1\/apis|app|api-analytics)\/\{id\}/, scope: "apis:read" },
  { of: /\/documents\/\{documentId\}$/, scope: "documents:read" },
  { of: /^\/api\/v1\/workspace$/, scope: "workspace:read" },
  { of: /^\/api\/v1\/keys\/\{id\}/, scope: "keys:read" },
  { of: /^\/api\/v1\/generations\/\{id\}/, scope: "generations:read" },
];

/** Every scope that a management key needs for an operation, its own first; none for those that take no such key, or none at all. */
export function scopesOf(operation: Pick<AnyOperation, "scope" | "path"> & { alsoNeeds?: readonly Scope[] }): Scope[] {
  const own = SCOPES.find((scope) => scope === operation.scope);
  return own ? [...new Set([own, ...SEEN.filter(({ of }) => of.test(operation.path)).map(({ scope }) => scope), ...(operation.alsoNeeds ?? [])])] : [];
}
