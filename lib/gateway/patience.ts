/** How slow a client may be. Whoever is slower holds a connection without using it, and loses it. */
export interface Patience {
  /** From the first byte of a request, or the opening of a connection, to the end of its headers. */
  headersMs: number;
  /** Between two requests. */
  keepAliveMs: number;
  /** A body that is awaited brings this many bytes within this time. */
  body: { bytes: number; ms: number };
  /** Of an answer that waits to be read, this many bytes are taken within this time. */
  answer: { bytes: number; ms: number };
  sweepMs: number;
  /** Of one address; of IPv6, of a /64. Behind trusted proxies: calls in flight. */
  connectionsPerAddress: number;
  connections: number;
}

export const PATIENCE: Patience = {
  headersMs: 15_000,
  keepAliveMs: 65_000,
  body: { bytes: 1_024, ms: 10_000 },
  answer: { bytes: 16 * 1_024, ms: 30_000 },
  sweepMs: 2_000,
  connectionsPerAddress: 1_000,
  connections: 10_000,
};
