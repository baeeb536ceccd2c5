import type { Readable } from "node:stream";

/** A `fetch` of a generated API on its way out: everything in it is hostile. */
export interface OutboundCall {
  method: string;
  /** As the runtime wrote it, whole. */
  target: string;
  /** The same, read by the URL standard: http or https. */
  url: URL;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  /** The call of the API that this belongs to, as the harness says; `unknown` when it says nothing. */
  requestId: string;
  /** What the harness put into the placeholders of this runtime's secrets; empty when it says nothing. */
  mark: string;
  /** Aborted when nobody waits for the reply any more. */
  signal: AbortSignal;
}
export interface OutboundReply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Readable;
}
/** What answers the calls of one tenant. Throws EgressRefused. */
export type Egress = (call: OutboundCall) => Promise<OutboundReply>;

/** Whose calls go out. */
export interface LiveTenant {
  apiId: string;
  versionId: string;
}

/** The words that `fetch` throws in the generated API. */
export class EgressRefused extends Error {}

/** How the harness names the call that a fetch belongs to. Headers with this start never leave the host. */
export const PLATFORM_HEADER = "x-platform-";
export const REQUEST_ID_HEADER = "x-platform-request";
export const MARK_HEADER = "x-platform-mark";
