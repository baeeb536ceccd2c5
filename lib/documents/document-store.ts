import type { Sql, SqlDoor, SqlFragment, SqlTransaction } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";
import type { DataReply, DataSpace, DocumentStore } from "#lib/runtime/host-ports.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { DataFailure } from "./data-failure.ts";
import { isOneStatement, runOperation, statementOf, type OneStatement } from "./operation-sql.ts";
import { MAX_OPERATIONS, parseOperation, type Operation, type Transaction } from "./parse-operation.ts";
import { DOCUMENT_LIMITS, storedFailure } from "./stored-failure.ts";
import { MAX_TRIES, RETRIED, codeOf } from "./retried.ts";
import type { SpaceTransaction } from "./space-sql.ts";

/** What generated APIs store, in Postgres as `app_data`: row-level security on the id that the host took from the socket. */
export function createDocumentStore(sql: Sql, log: Log): DocumentStore {
  return {
    async run(space, operations) {
      const parsed = operations.map((operation) => attempt(() => parseOperation(operation)));
      if (parsed.reduce((sum, item) => sum + sizeOf(item), 0) > MAX_OPERATIONS) return operations.map(() => failed("invalid", `At most ${MAX_OPERATIONS} data operations can start at once, those of transactions counted.`));
      try {
        return await runBatch(sql, space, parsed);
      } catch (error) {
        log.warn("documents.failed", { space, error });
        return operations.map(() => failed("unavailable", "The database can't be reached right now. Try again in a few seconds."));
      }
    },
    async dropScratch(...scratchIds) {
      if (scratchIds.length === 0) return;
      // Returned together, the statements travel in one round trip.
      await sql.begin((tx) => scratchIds.flatMap((id) => [tx`select set_config('app.api_id', ${id}, true)`, tx`delete from private.scratch_documents where api_id = ${id}`]));
    },
  };
}

interface OpenSpace extends SpaceTransaction {
  sql: SqlTransaction;
}
type Parsed = { operation: Operation | Transaction } | { failure: DataFailure };
const sizeOf = (item: Parsed): number => ("operation" in item && item.operation.name === "transaction" ? item.operation.operations.length : 1);

/**
 * One transaction for the turn. The first try runs without savepoints; when an operation fails, everything is rolled back and run again with
 * one savepoint each, so that the others still happen: failures are rare and savepoints cost two round trips.
 */
async function runBatch(sql: Sql, space: DataSpace, parsed: readonly Parsed[]): Promise<DataReply[]> {
  const writes = parsed.filter((item) => "operation" in item && !READS.has(item.operation.name)).length;
  let isGuarded = writes > 1;
  for (let tries = 1; ; tries++) {
    try {
      const [first] = parsed;
      if (!isGuarded && parsed.length === 1 && first && "operation" in first && isOneStatement(first.operation)) return [{ ok: await inOneTrip(sql, space, first.operation) }];
      return await inSpace(sql, space, async (tx) => {
        const replies: DataReply[] = [];
        for (const item of parsed) replies.push("failure" in item ? toReply(item.failure) : await runOne(tx, item.operation, isGuarded));
        return replies;
      });
    } catch (error) {
      if (tries >= MAX_TRIES) throw error;
      if (error instanceof DataFailure && parsed.length === 1) return [toReply(error)];
      if (RETRIED.has(codeOf(error))) continue;
      if (isGuarded || isConnectionError(error)) throw error;
      isGuarded = true;
    }
  }
}

const READS = new Set(["get", "list", "count", "aggregate", "kvGet", "kvList"]);

async function runOne(tx: OpenSpace, operation: Operation | Transaction, isGuarded: boolean): Promise<DataReply> {
  if (!isGuarded) return { ok: await runOperation(tx, operation).catch(inWords) };
  try {
    return { ok: await tx.sql.savepoint((inner: SqlTransaction) => runOperation({ ...tx, sql: inner }, operation).catch(inWords)) };
  } catch (error) {
    if (error instanceof DataFailure) return toReply(error);
    const code = codeOf(error);
    if (RETRIED.has(code) || isConnectionError(error)) throw error;
    // Data exceptions and constraint violations: the value is at fault, in a way that the parser does not know.
    if (code.startsWith("22") || code.startsWith("23")) return failed("invalid", "The database refused this value.");
    throw error;
  }
}

function inWords(error: unknown): never {
  throw storedFailure(error) ?? error;
}

/** One transaction that sees one space. The first statement travels with what opens the space: neither waits for the other's answer. */
async function inSpace<Result>(sql: Sql, space: DataSpace, work: (tx: OpenSpace) => Promise<Result>): Promise<Result> {
  const ended = await sql.begin(async (tx) => {
    const [, result] = await Promise.all([enter(tx, space).execute(), work({ sql: tx, space, spaceId: idOf(space) })]);
    return { result };
  });
  return ended.result as Result;
}

/**
 * A turn of one statement travels with all that its transaction is: one way to the database and back instead of four. Postgres takes the commit of a transaction
 * that failed for a rollback, and its answer comes last: what is told as stored is.
 */
async function inOneTrip(sql: Sql, space: DataSpace, operation: OneStatement): Promise<Json> {
  const connection = await sql.reserve();
  try {
    const { query, read } = statementOf({ sql: connection, space, spaceId: idOf(space) }, operation);
    const sent = [connection`begin`.execute(), enter(connection, space).execute(), query.execute(), connection`commit`.execute()] as const;
    // The connection goes back only when nothing of this is left on it.
    await Promise.allSettled(sent);
    const [, , rows, ended] = await Promise.all(sent).catch(inWords);
    if (ended.command !== "COMMIT") throw new Error(`The transaction ended with ${ended.command}.`);
    return read(rows);
  } finally {
    connection.release();
  }
}

const enter = (sql: SqlDoor, space: DataSpace): SqlFragment => sql`select set_config('app.api_id', ${idOf(space)}, true), set_config('app.document_limits', ${DOCUMENT_LIMITS}, true)`;
const idOf = (space: DataSpace): string => (space.kind === "live" ? space.apiId : space.scratchId);

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
