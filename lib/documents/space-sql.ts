import type { SqlDoor, SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import type { CollectionState } from "./collection-state.ts";
import type { Fields } from "./parse-fields.ts";

/** One transaction on the documents of one space. */
export interface SpaceTransaction {
  sql: SqlDoor;
  space: DataSpace;
  spaceId: string;
  /** Read by a member of the workspace, under the member's own policies. */
  isMember?: boolean;
  seen?: Reader["seen"];
  /** For statements whose form the API chooses. */
  few?: (<Part extends SqlFragment>(statement: Part) => Part) | undefined;
}

/** One statement and what its rows say. */
export interface Statement<Result = Json> {
  query(tx: SpaceTransaction): SqlFragment;
  read(rows: Answer): Result;
}
export type Answer = SqlRow[] & { count: number };
/** A way to read the page of a list, and one document more when there are more. Null: it is none after all. */
export type Way = Statement<SqlRow[] | null>;

/** What reads a space with several statements. */
export interface Reader {
  space: DataSpace;
  /** Statements that travel together: in the transaction that is open, or in one of their own. */
  ask(build: (tx: SpaceTransaction) => SqlFragment[]): Promise<Answer[]>;
  /** What collections were like when they were last looked at. Absent: nobody remembers. */
  seen?: { get(collection: string): CollectionState | undefined; set(collection: string, state: CollectionState): void } | undefined;
}

export const readerIn = (tx: SpaceTransaction): Reader => ({ space: tx.space, seen: tx.seen, ask: (build) => Promise.all(build(tx).map((query) => few(tx, query).execute())) });

export const few = <Part extends SqlFragment>(tx: SpaceTransaction, statement: Part): Part => tx.few?.(statement) ?? statement;

/** What one statement says, alone in its transaction or in one that is open. */
export async function askOne<Result>(reader: Reader, { query, read }: Statement<Result>): Promise<Result> {
  const [rows] = await reader.ask((tx) => [query(tx)]);
  if (!rows) throw new Error("the statement had no answer");
  return read(rows);
}

export const documents = ({ sql, space }: SpaceTransaction): SqlFragment => (space.kind === "live" ? sql`public.documents` : sql`private.scratch_documents`);
export const uniques = ({ sql, space }: SpaceTransaction): SqlFragment => (space.kind === "live" ? sql`public.document_uniques` : sql`private.scratch_document_uniques`);
/** Whose the documents are; scratch data is nobody's. */
export const owner = ({ space }: SpaceTransaction): string | null => (space.kind === "live" ? space.workspaceId : null);
export const inCollection = ({ sql, spaceId }: SpaceTransaction, collection: string): SqlFragment => sql`api_id = ${spaceId} and collection = ${collection}`;
/** A document whose time is over is gone for everybody, before it is removed. */
export const isAlive = ({ sql }: SpaceTransaction): SqlFragment => sql`(expires_at is null or expires_at > now())`;
export const columns = ({ sql }: SpaceTransaction): SqlFragment => sql`id, data, version, created_at, updated_at`;

export function toDocument(row: SqlRow): Fields {
  const at = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
  return { ...row["data"], id: row["id"], createdAt: at(row["created_at"]), updatedAt: at(row["updated_at"]), version: row["version"] };
}
