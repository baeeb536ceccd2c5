/** What the services on the host behind a runtime's socket call; bound in deps.ts and server/runner.ts. */

import type { ConsoleLine, DataErrorCode, Json, SourceFiles } from "./runtime.ts";

/** `[op, collection, ...arguments]` as the harness sends it; everything in it is hostile until validated. */
export type DataOperation = readonly unknown[];
export type DataReply = { ok: Json } | { err: { code: DataErrorCode; message: string } };

/** Which documents a runtime sees: known from its socket, never from what the code claims. */
export type DataSpace = { kind: "live"; apiId: string; workspaceId: string } | { kind: "scratch"; scratchId: string };

export interface DocumentStore {
  /** Runs the operations of one turn; each has its own reply, in order. Never throws for bad operations. */
  run(space: DataSpace, operations: readonly DataOperation[]): Promise<DataReply[]>;
  dropScratch(...scratchIds: string[]): Promise<void>;
}

export interface LiveVersion {
  versionId: string;
  workspaceId: string;
  bundle: string;
  secretNames: string[];
}
export interface VersionSource {
  /** By a runtime's name. Null: unknown, deleted, paused or failed. */
  loadLive(apiId: string): Promise<LiveVersion | null>;
  whyNotLive(apiId: string): Promise<{ state: "paused" | "failed" | "gone"; reason: string | null }>;
  /** The API crashed in a loop: it is marked failed with a reason the owner can read. */
  fail(apiId: string, reason: string): Promise<void>;
}

/** What bundles need beside their own code. */
export interface BundleStore {
  /** Keeps the libraries that bundles name, by the hash of their code. */
  keepLibraries(hash: string, code: string): Promise<void>;
  /** Null: nobody kept them. */
  loadLibraries(hash: string): Promise<string | null>;
  /** Of a version; null: there is none. */
  loadSource(versionId: string): Promise<SourceFiles | null>;
}
/** For runtimes without a database, where nothing is live. */
export const NO_BUNDLES: BundleStore = { keepLibraries: async () => {}, loadLibraries: async () => null, loadSource: async () => null };

export interface LogSink {
  write(entry: { apiId: string; versionId: string; requestId: string; lines: ConsoleLine[] }): void;
}

/** A secret of an API on its way out. */
export interface OutboundSecret {
  name: string;
  /** The only hosts that are told. */
  hosts: readonly string[];
  /** Null when it can't be opened any more. */
  reveal(): string | null;
}
export interface OutboundRights {
  /** Hosts that the version declares, and those of them that the owner approved. */
  declared: readonly string[];
  approved: readonly string[];
  /** Set by the owner, of those that the version names. */
  secrets: readonly OutboundSecret[];
}
export interface OutboundRightsSource {
  /** At most a second old, while its store can be reached. */
  load(apiId: string, versionId: string): Promise<OutboundRights>;
}

/** One request of an API to another service: no path, no query, no header, no body. */
export interface OutboundRecord {
  apiId: string;
  versionId: string;
  requestId: string;
  method: string;
  host: string;
  /** Null: no reply came. */
  status: number | null;
  ms: number;
  requestBytes: number;
  responseBytes: number;
  /** Why it was refused or broke off. */
  reason: string | null;
}
export interface OutboundLog {
  write(record: OutboundRecord): void;
}
