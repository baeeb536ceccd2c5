import type { SqlDoor, SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import type { Fields } from "./parse-fields.ts";

/** One transaction on the documents of one space. */
export interface SpaceTransaction {
  sql: SqlDoor;
  space: DataSpace;
  spaceId: string;
  /** Read by a member of the workspace, under the member's own policies. */
  isMember?: boolean;
}

/** An operation that takes one statement: it can travel with what opens and ends its transaction. */
export interface Statement {
  query: SqlFragment;
  read(rows: SqlRow[] & { count: number }): Json;
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
