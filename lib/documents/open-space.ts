import type { Sql, SqlDoor, SqlFragment, SqlTransaction } from "#lib/db/connect.ts";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import { holdTurn } from "./hold-turn.ts";
import type { Operation, Transaction } from "./parse-operation.ts";
import type { Reader, SpaceTransaction } from "./space-sql.ts";
import { DOCUMENT_LIMITS, storedFailure } from "./stored-failure.ts";

/** The documents of one space, and the way to them. */
export interface Place {
  sql: Sql;
  space: DataSpace;
  statementMs: number;
  seen: Reader["seen"];
  few: SpaceTransaction["few"];
}
export interface OpenSpace extends SpaceTransaction {
  sql: SqlTransaction;
}

/** One transaction that sees one space. The first statement travels with what opens the space and is held for the turn: neither waits for the other's answer. */
export async function inSpace<Result>({ sql, space, seen, few, statementMs }: Place, operations: readonly (Operation | Transaction)[], work: (tx: OpenSpace) => Promise<Result>): Promise<Result> {
  const ended = await sql.begin(async (inner) => {
    const tx = { sql: inner, space, spaceId: idOf(space), seen, few };
    const before = [enter(inner, space, statementMs), ...holdTurn(tx, operations)].map((statement) => statement.execute());
    const [result] = await Promise.all([work(tx), ...before]);
    return { result };
  });
  return ended.result as Result;
}

/**
 * Statements that travel with all that their transaction is: one way to the database and back instead of four. Postgres takes the commit of a transaction that
 * failed for a rollback, and its answer comes last: what is told as stored is.
 */
export const readerOf = ({ sql, space, seen, few, statementMs }: Place): Reader => ({
  space, seen,
  async ask(build) {
    const connection = await sql.reserve();
    try {
      const statements = build({ sql: connection, space, spaceId: idOf(space) });
      const sent = [connection`begin`, enter(connection, space, statementMs), ...statements.map((statement) => few?.(statement) ?? statement), connection`commit`].map((statement) => statement.execute());
      // The connection goes back only when nothing of this is left on it.
      await Promise.allSettled(sent);
      const answers = await Promise.all(sent).catch(inWords);
      const ended = answers.at(-1)?.command;
      if (ended !== "COMMIT") throw new Error(`The transaction ended with ${ended}.`);
      return answers.slice(2, -1);
    } finally {
      connection.release();
    }
  },
});

const enter = (sql: SqlDoor, space: DataSpace, statementMs: number): SqlFragment => sql`select set_config('app.api_id', ${idOf(space)}, true), set_config('app.document_limits', ${DOCUMENT_LIMITS}, true), set_config('statement_timeout', ${String(statementMs)}, true)`;
export const idOf = (space: DataSpace): string => (space.kind === "live" ? space.apiId : space.scratchId);

export function inWords(error: unknown): never {
  throw storedFailure(error) ?? error;
}
