import type { ClaudeSignal } from "./claude-failure.ts";

/**
 * A connection that failed, as watch-fetch.ts saw it. Its message holds no word of time: the SDK would take it for its own timeout and
 * forget it.
 */
export class NetworkFailure extends Error {
  readonly signal: ClaudeSignal;

  constructor(signal: ClaudeSignal) {
    super("the connection failed");
    this.name = "NetworkFailure";
    this.signal = signal;
  }
}
