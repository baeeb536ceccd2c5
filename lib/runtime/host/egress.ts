/** A `fetch` of a generated API on its way out: everything in it is hostile. */
export interface OutboundCall {
  method: string;
  /** http or https. */
  url: URL;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}
export interface OutboundReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}
/** What answers the calls of one tenant. Throws EgressRefused. */
export type Egress = (call: OutboundCall) => Promise<OutboundReply>;

/** The words that `fetch` throws in the generated API. */
export class EgressRefused extends Error {}

/** Of an API that is live. */
export const refuseEgress: Egress = async ({ url }) => {
  throw new EgressRefused(`This API may not reach ${url.host}: no host is approved. Hosts can't be approved yet in this version.`);
};
