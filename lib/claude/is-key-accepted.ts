import { AuthenticationError, PermissionDeniedError } from "@anthropic-ai/sdk";
import type { ClaudeClient } from "./claude-client.ts";

/** Whether Claude's API knows the client's key: asked by listing one model, which costs nothing. Null when it can't be asked now. */
export async function isKeyAccepted(client: ClaudeClient): Promise<boolean | null> {
  try {
    await client.models.list({ limit: 1 }, { maxRetries: 0, timeout: 5_000 });
    return true;
  } catch (error) {
    return error instanceof AuthenticationError || error instanceof PermissionDeniedError ? false : null;
  }
}
