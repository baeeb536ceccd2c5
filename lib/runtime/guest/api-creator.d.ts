/**
 * The platform's module, `import { DataError, type Env } from "api-creator"`: what a generated API gets as `c.env`.
 * The one runtime value is DataError. An API is `new OpenAPIHono<{ Bindings: Env }>()` and ends with `export default app`.
 */

/** Anything that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A document as it comes back: its own fields and four of the platform. Times are ISO 8601; `version` starts at 1 and grows with each change. */
export type Stored<T> = T & { readonly id: string; readonly createdAt: string; readonly updatedAt: string; readonly version: number };

type Scalar = string | number | boolean | null;
/** Tests of one field; all must hold. `contains` and `startsWith` compare text without regard to case. */
type Test<V> = {
  eq?: V;
  ne?: V;
  gt?: V;
  gte?: V;
  lt?: V;
  lte?: V;
  in?: readonly V[];
  contains?: string;
  startsWith?: string;
};
/** Field → value (equals) or tests. Every named field must match; an undefined member is left out. */
export type Where<T> = { [K in keyof Stored<T>]?: Extract<Stored<T>[K], Scalar> | Test<Extract<Stored<T>[K], Scalar>> };

export interface ListOptions<T> {
  where?: Where<T>;
  /** A field (ascending) or `[field, "asc" | "desc"]`. Default: `["createdAt", "asc"]`. Ties are ordered by id. */
  orderBy?: (keyof Stored<T> & string) | readonly [keyof Stored<T> & string, "asc" | "desc"];
  /** 1 to 100; default 20. */
  limit?: number;
  /** `cursor` of the page before, with the same `orderBy` and `where`. */
  cursor?: string;
}
/** A field, or a field of ISO 8601 dates or times in periods: `2026-11-21`, `2026-W47` (ISO week), `2026-11`, `2026`, in UTC. */
type GroupBy<T> = (keyof Stored<T> & string) | readonly [keyof Stored<T> & string, "day" | "week" | "month" | "year"];
export interface AggregateOptions<T> {
  where?: Where<T>;
  groupBy?: GroupBy<T>;
  /** The number field of sum, min, max and average. Values that are not numbers are left out. */
  field?: NumberKey<T>;
}
export interface AggregateRow {
  /** The field's value or period. Null: no groupBy, a missing or null value, one that is no scalar or over 1,000 characters, or no date in a period. */
  group: string | number | boolean | null;
  /** Documents in the group. */
  count: number;
  /** Exact decimals: 0.1 + 0.2 is 0.3. Null, as min, max and average are, without a field or numbers in it, or beyond what a number holds. */
  sum: number | null;
  min: number | null;
  max: number | null;
  average: number | null;
}
type NumberKey<T> = { [K in keyof T]-?: NonNullable<T[K]> extends number ? K : never }[keyof T] & string;

export interface Collection<T extends object> {
  /** Stores a document under `id` (1 to 200 characters), or a new one. Throws DataError `conflict` when the id, or a unique field's value, is taken. */
  insert(value: T & { id?: string }, options?: Lifetime): Promise<Stored<T>>;
  get(id: string): Promise<Stored<T> | null>;
  /** `cursor` is null on the last page. */
  list(options?: ListOptions<T>): Promise<{ items: Stored<T>[]; cursor: string | null }>;
  /**
   * Replaces the named fields (a shallow merge); null when there is no such document. Throws `stale` when `ifVersion` is given and the document
   * changed since, `conflict` when a unique field's new value is taken. `ttlSeconds` sets the time it has left, null lets it stay.
   */
  update(id: string, patch: Partial<T>, options?: { ifVersion?: number; ttlSeconds?: number | null }): Promise<Stored<T> | null>;
  /** False when there is no such document. */
  delete(id: string): Promise<boolean>;
  count(where?: Where<T>): Promise<number>;
  /** Without groupBy one row, also over no documents (count 0); with it a row per group, in the groups' order, the first 1,000. Never page through a list to add up. */
  aggregate(options?: AggregateOptions<T>): Promise<AggregateRow[]>;
  /** Adds `by` (default 1) in one atomic step and returns the new value; null when there is no such document. Throws `range` when it would leave [min, max]. */
  increment(id: string, field: NumberKey<T>, by?: number, range?: { min?: number; max?: number }): Promise<number | null>;
}
export interface CollectionOptions<T> {
  /** Fields whose value no two documents share. Text is compared exactly; a missing or null value is never a conflict. */
  unique?: readonly (keyof T & string)[];
}
/** How long something is kept, in seconds: then it is gone for every operation, and its id and unique values are free. Default: for good. */
export interface Lifetime {
  ttlSeconds?: number;
}
/** Values by key: for what is only ever looked up by name. A key has 1 to 200 characters, a value is JSON of at most 64 KB. */
export interface Kv {
  /** Null when there is nothing under this key. */
  get<V extends Json = Json>(key: string): Promise<V | null>;
  /** Stores the value, whatever was there before. */
  put(key: string, value: Json, options?: Lifetime): Promise<void>;
  /** False when there was nothing. */
  delete(key: string): Promise<boolean>;
  /** Keys that begin with `prefix`, in order, `limit` (1 to 100, default 20) at a time; `cursor` is null on the last page. */
  list(options?: { prefix?: string; limit?: number; cursor?: string }): Promise<{ keys: string[]; cursor: string | null }>;
}
export interface Data {
  /** Documents by name: letters, digits and `_`, starting with a letter. A document has at most 64 KB, and its numbers less than 40 digits before the point and after it. Declare document types with `type`, not `interface`. */
  collection<T extends object>(name: string, options?: CollectionOptions<T>): Collection<T>;
  /** Apart from all collections. */
  kv: Kv;
  /**
   * All of these operations, or none, at most 100. The function only starts them, on the `data` that it is given, and returns their promises; it
   * can't await. When one fails, nothing is stored and that DataError is thrown; to update or increment what isn't there is `stale` here.
   * `const [from, to] = await c.env.DATA.transaction((data) => [data.collection<Account>("accounts").increment(a, "cents", -5, { min: 0 }), data.collection<Account>("accounts").increment(b, "cents", 5)]);`
   */
  transaction<R extends readonly unknown[]>(work: (data: Omit<Data, "transaction">) => readonly [...{ [K in keyof R]: Promise<R[K]> }]): Promise<R>;
}
/** Who calls. `id` is opaque and stable for one caller of this API; `anonymous` on public routes. */
export interface Consumer {
  readonly id: string;
}
export interface Env {
  DATA: Data;
  /**
   * By name. The value is a placeholder, another one in each runtime, that the platform fills in on the way out: over https, to the hosts that the owner set
   * the secret for, in headers (also in a Basic credential), in the URL and in the body. The code never sees the secret, and what the host says back comes without it.
   */
  SECRETS: { readonly [name: string]: string };
  CONSUMER: Consumer;
}

/**
 * `conflict`: an id or unique value is taken. `stale`: the document changed since. `range`: an increment would leave it. `quota`: the plan of the API's
 * owner has no room; the message says how much it holds. `invalid`: what was asked for can't be. `unavailable`: the database can't be reached now.
 */
export type DataErrorCode = "conflict" | "stale" | "range" | "quota" | "invalid" | "unavailable";
/** What data operations throw. What failed has changed nothing; only after `unavailable` it may have been carried out, with its answer lost. */
export declare class DataError extends Error {
  readonly code: DataErrorCode;
}

declare global {
  /** The two ends of a WebSocket: answer an upgrade with `new Response(null, { status: 101, webSocket: client })`, `accept()` the other and keep it. */
  const WebSocketPair: { new (): { 0: WebSocket; 1: WebSocket } };
  interface WebSocket {
    accept(): void;
  }
  interface ResponseInit {
    webSocket?: WebSocket;
  }
}
