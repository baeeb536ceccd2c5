import type { SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { CollectionIndex, IndexShape } from "./choose-index.ts";
import type { SpaceTransaction } from "./space-sql.ts";

/** What is known of a collection before it is read. */
export interface CollectionState {
  documents: number;
  expired: number;
  indexes: CollectionIndex[];
}

export const stateSql = (tx: SpaceTransaction, collection: string): SqlFragment => tx.sql`select documents, expired, indexes from private.collection_state(${tx.spaceId}, ${collection})`;

export const stateOf = (row: SqlRow | undefined): CollectionState => ({ documents: row?.["documents"] ?? 0, expired: row?.["expired"] ?? 0, indexes: row?.["indexes"] ?? [] });

/** Asks for indexes. Only for the API itself: what its owner looks at once needs none. */
export const wantSql = ({ sql, isMember }: SpaceTransaction, collection: string, indexes: readonly IndexShape[]): SqlFragment[] =>
  isMember ? [] : indexes.map(({ eq, order, also }) => sql`select private.want_index(${collection}, ${JSON.stringify(eq)}::text::jsonb, ${order}, ${also})`);

const MOST = 1_000;

/** What was last seen of collections: of those that were looked at most lately. */
export function rememberStates() {
  const states = new Map<string, CollectionState>();
  return (spaceId: string) => ({
    get: (collection: string) => states.get(`${spaceId} ${collection}`),
    set(collection: string, state: CollectionState) {
      const name = `${spaceId} ${collection}`;
      states.delete(name);
      states.set(name, state);
      const [oldest] = states.keys();
      if (states.size > MOST && oldest !== undefined) states.delete(oldest);
    },
  });
}
