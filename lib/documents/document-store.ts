import type { Sql, SqlTransaction } from "#lib/db/connect.ts";
import { prepareFew } from "#lib/db/prepare-few.ts";
import type { Log } from "#lib/log.ts";
import type { DataReply, DocumentStore } from "#lib/runtime/host-ports.ts";
import { rememberStates } from "./collection-state.ts";
import { DataFailure } from "./data-failure.ts";
import { idOf, inSpace, inWords, readerOf, type OpenSpace, type Place } from "./open-space.ts";
import { runAlone, runOperation } from "./operation-sql.ts";
import { MAX_OPERATIONS, parseOperation, type Operation, type Transaction } from "./parse-operation.ts";
import { MAX_TRIES, RETRIED, codeOf } from "./retried.ts";

/** What generated APIs store, in Postgres as `app_data`: row-level security on the id that the host took from the socket. */
export function createDocumentStore(sql: Sql, log: Log, { statementMs = STATEMENT_MS } = {}): DocumentStore {
  const statesOf = rememberStates();
  const fewOf = prepareFew(MOST_PREPARED, MOST_PREPARED / 8);
  return {
    async run(space, operations) {
      const parsed = operations.map((operation) => attempt(() => parseOperation(operation)));
      if (parsed.reduce((sum, item) => sum + sizeOf(item), 0) > MAX_OPERATIONS) return operations.map(() => failed("invalid", `At most ${MAX_OPERATIONS} data operations can start at once, those of transactions counted.`));
      try {
        return await runBatch({ sql, space, statementMs, seen: statesOf(idOf(space)), few: fewOf(idOf(space)) }, parsed);
      } catch (error) {
        log.warn("documents.failed", { space, error });
        return operations.map(() => failed("unavailable", whyUnavailable(error, statementMs)));
      }
    },
    async dropScratch(...scratchIds) {
      if (scratchIds.length === 0) return;
      // Returned together, the statements travel in one round trip.
      await sql.begin((tx) => scratchIds.flatMap((id) => [tx`select set_config('app.api_id', ${id}, true)`, tx`delete from private.scratch_documents where api_id = ${id}`]));
    },
  };
}

type Parsed = { operation: Operation | Transaction } | { failure: DataFailure };
const sizeOf = (item: Parsed): number => ("operation" in item && item.operation.name === "transaction" ? item.operation.operations.length : 1);

/**
 * One transaction for the turn. The first try runs without savepoints; when an operation fails, everything is rolled back and run again with
 * one savepoint each, so that the others still happen: failures are rare and savepoints cost two round trips.
 */
async function runBatch(place: Place, parsed: readonly Parsed[]): Promise<DataReply[]> {
  const writes = parsed.filter((item) => "operation" in item && !READS.has(item.operation.name)).length;
  let isGuarded = writes > 1;
  for (let tries = 1; ; tries++) {
    try {
      const [first] = parsed;
      const alone = !isGuarded && parsed.length === 1 && first && "operation" in first ? runAlone(readerOf(place), first.operation) : null;
      if (alone) return [{ ok: await alone }];
      return await inSpace(place, operationsOf(parsed), async (tx) => {
        const replies: DataReply[] = [];
        for (const item of parsed) replies.push("failure" in item ? toReply(item.failure) : await runOne(tx, item.operation, isGuarded));
        return replies;
      });
    } catch (error) {
      if (tries >= MAX_TRIES) throw error;
      if (error instanceof DataFailure && parsed.length === 1) return [toReply(error)];
      if (RETRIED.has(codeOf(error))) continue;
      if (isGuarded || isConnectionError(error) || codeOf(error) === TOO_LONG) throw error;
      isGuarded = true;
    }
  }
}

const READS = new Set(["get", "list", "count", "aggregate", "kvGet", "kvList"]);
/** Forms of statements that are kept prepared, in each connection about 50 KB each. */
const MOST_PREPARED = 400;
/** query_canceled: the statement took STATEMENT_MS. */
const TOO_LONG = "57014";
/** A call has 30 s, and 16 connections serve all APIs. */
const STATEMENT_MS = 20_000;

function whyUnavailable(error: unknown, statementMs: number): string {
  if (codeOf(error) === TOO_LONG) return `A data operation took longer than ${statementMs / 1000} s and was stopped. Read less at once: ask for equal values in where, which the platform makes indexes for.`;
  if (RETRIED.has(codeOf(error))) return "Others changed the same documents at the same time, each time it was tried. Try again.";
  return "The database can't be reached right now. Try again in a few seconds.";
}

async function runOne(tx: OpenSpace, operation: Operation | Transaction, isGuarded: boolean): Promise<DataReply> {
  if (!isGuarded) return { ok: await runOperation(tx, operation).catch(inWords) };
  try {
    return { ok: await tx.sql.savepoint((inner: SqlTransaction) => runOperation({ ...tx, sql: inner }, operation).catch(inWords)) };
  } catch (error) {
    if (error instanceof DataFailure) return toReply(error);
    const code = codeOf(error);
    if (RETRIED.has(code) || isConnectionError(error)) throw error;
    // Data exceptions, constraint violations, and what is too deep: the value is at fault, in a way that the parser does not know.
    if (/^(22|23|54)/.test(code)) return failed("invalid", "The database refused this value.");
    throw error;
  }
}

const operationsOf = (parsed: readonly Parsed[]): (Operation | Transaction)[] => parsed.flatMap((item) => ("operation" in item ? [item.operation] : []));

function attempt(parse: () => Operation | Transaction): Parsed {
  try {
    return { operation: parse() };
  } catch (error) {
    if (error instanceof DataFailure) return { failure: error };
    throw error;
  }
}

const failed = (code: DataFailure["code"], message: string): DataReply => ({ err: { code, message } });
const toReply = (failure: DataFailure): DataReply => failed(failure.code, failure.message);
const isConnectionError = (error: unknown): boolean => /^(CONNECTION_|CONNECT_|ECONN|08|57P)/.test(codeOf(error));
