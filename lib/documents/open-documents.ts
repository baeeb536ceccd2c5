import { requireScope, type Actor, type Scope } from "#lib/auth/actor.ts";
import { asUserSql } from "#lib/db/as-user-sql.ts";
import type { Database, SqlTransaction } from "#lib/db/connect.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isApiId } from "#lib/id.ts";
import { DataFailure } from "./data-failure.ts";
import { MAX_TRIES, RETRIED, codeOf } from "./retried.ts";
import { DOCUMENT_LIMITS, storedFailure } from "./stored-failure.ts";
import { collectionNameSchema } from "./schema.ts";
import type { SpaceTransaction } from "./space-sql.ts";

export interface OpenDocuments extends SpaceTransaction {
  sql: SqlTransaction;
  collection: string;
}

/**
 * One transaction of a member on one collection of an API, under row-level security and within the plan's quotas. Throws `not_found` for an API that is
 * missing, deleted or another workspace's, `invalid`, `rate_limited` for a full plan, `forbidden`. `work` is done again after a deadlock.
 */
export async function openDocuments<Result>(input: { apiId: string; collection: string }, scope: Scope, actor: Actor, deps: { db: Database }, work: (tx: OpenDocuments) => Promise<Result>): Promise<Result> {
  requireScope(actor, scope);
  for (let tries = 1; ; tries++) {
    try {
      return await asUserSql(actor, deps.db, { "app.document_limits": DOCUMENT_LIMITS }, (sql) => workOn(sql, input, scope, actor, work));
    } catch (error) {
      if (tries < MAX_TRIES && RETRIED.has(codeOf(error))) continue;
      throw inWords(error);
    }
  }
}

async function workOn<Result>(sql: SqlTransaction, { apiId, ...input }: { apiId: string; collection: string }, scope: Scope, actor: Actor, work: (tx: OpenDocuments) => Promise<Result>): Promise<Result> {
  const [api] = isApiId(apiId) ? await sql<{ isAllowed: boolean }[]>`select private.can(workspace_id, ${scope}) as "isAllowed" from public.apis where id = ${apiId} and workspace_id = ${actor.workspaceId} and deleted_at is null` : [];
  if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
  if (!api.isAllowed) throw new AppError("forbidden", "Your role in this workspace doesn't allow that.");
  const collection = parseInput(collectionNameSchema, input.collection);
  return work({ sql, collection, space: { kind: "live", apiId, workspaceId: actor.workspaceId }, spaceId: apiId, isMember: true });
}

const CODES: Record<DataFailure["code"], ErrorCode> = { conflict: "conflict", stale: "precondition_failed", range: "invalid", quota: "rate_limited", invalid: "invalid", unavailable: "unavailable" };

function inWords(error: unknown): unknown {
  const failure = storedFailure(error) ?? error;
  // Data exceptions, and what is too deep: a cursor or a value is at fault, in a way that no parser knows.
  if (/^(22|54)/.test(codeOf(error))) return new AppError("invalid", "The database refused this value. Check the filter, the cursor and what is to be stored.", { cause: error });
  return failure instanceof DataFailure ? new AppError(CODES[failure.code], failure.message, { cause: error }) : failure;
}
