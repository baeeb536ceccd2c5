import Anthropic from "@anthropic-ai/sdk";
import type { Env } from "#lib/env.ts";

export type ClaudeClient = Anthropic;

/** The SDK's client. Retries what the API says may be retried (429, 5xx, 529, a broken connection) twice, with backoff. */
export function createClaudeClient(env: Pick<Env, "ANTHROPIC_API_KEY" | "ANTHROPIC_BASE_URL" | "CLAUDE_TIMEOUT_MS">): ClaudeClient {
  return new Anthropic({
    apiKey: env.ANTHROPIC_API_KEY ?? null,
    ...(env.ANTHROPIC_BASE_URL ? { baseURL: env.ANTHROPIC_BASE_URL } : {}),
    timeout: env.CLAUDE_TIMEOUT_MS,
    maxRetries: 2,
    logLevel: "off",
  });
}
