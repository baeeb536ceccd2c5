import Anthropic from "@anthropic-ai/sdk";
import type { Env } from "#lib/env.ts";
import { recordExchanges } from "./record-exchanges.ts";
import { watchFetch } from "./watch-fetch.ts";

export type ClaudeClient = Anthropic;
export type ClaudeClientEnv = Pick<Env, "ANTHROPIC_API_KEY" | "ANTHROPIC_BASE_URL" | "CLAUDE_TIMEOUT_MS" | "CLAUDE_STALL_MS" | "CLAUDE_RECORD_DIR">;

/** The SDK's client, without its own retries: claude-failure.ts says what is sent again. `network` is replaced in tests of a network that fails. */
export function createClaudeClient(env: ClaudeClientEnv, network: typeof fetch = fetch): ClaudeClient {
  const watched = watchFetch(env.CLAUDE_STALL_MS, network);
  return new Anthropic({
    apiKey: env.ANTHROPIC_API_KEY ?? null,
    ...(env.ANTHROPIC_BASE_URL ? { baseURL: env.ANTHROPIC_BASE_URL } : {}),
    // Until the headers; stream-message.ts watches over the whole call.
    timeout: env.CLAUDE_TIMEOUT_MS,
    maxRetries: 0,
    logLevel: "off",
    fetch: env.CLAUDE_RECORD_DIR === undefined ? watched : recordExchanges(env.CLAUDE_RECORD_DIR, watched),
  });
}
