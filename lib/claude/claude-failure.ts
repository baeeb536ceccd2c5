import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "@anthropic-ai/sdk";
import { AppError } from "#lib/errors.ts";

/** Turns a failure of the model's API into words for the person who waits. Nothing of the upstream's text is passed on. */
export function claudeFailure(error: unknown): unknown {
  if (error instanceof AppError || error instanceof APIUserAbortError || !(error instanceof Error)) return error;
  if (error instanceof APIConnectionTimeoutError) return failed("Claude took too long to answer. Try again, or describe a smaller API.", error);
  if (error instanceof APIConnectionError) return unavailable("Claude can't be reached from this server. Check the network or ANTHROPIC_BASE_URL, then try again.", error);
  if (!(error instanceof APIError)) return failed("Claude's answer broke off before it was complete. Try again.", error);
  if (error.type === "overloaded_error" || error.status === 529) return unavailable("Claude is overloaded right now. Try again in a minute.", error);
  switch (error.status) {
    case 400:
      return failed("Claude's API did not accept the request. Check the model's name in CLAUDE_MODEL.", error);
    case 401:
    case 403:
      return failed("Claude's API did not accept this server's key. Its operator has to check ANTHROPIC_API_KEY.", error);
    case 402:
      return failed("The Anthropic account has no credit left. Its operator has to add some.", error);
    case 404:
      return failed("Claude's API does not know the model. Its operator has to check CLAUDE_MODEL.", error);
    case 413:
      return failed("The request was too large for Claude. Describe a smaller API.", error);
    case 429:
      return /spend_limit/.test(`${error.type} ${error.errorCode}`)
        ? failed("The Anthropic account's spend limit is reached. Its operator has to raise it.", error)
        : unavailable("Claude's rate limit is reached. Try again in a minute.", error);
    default:
      return error.status === undefined || error.status >= 500
        ? unavailable("Claude's API had an error of its own. Try again in a minute.", error)
        : failed("Claude's API refused the request. Try again, or describe the API in other words.", error);
  }
}

const again = " Nothing was deployed and nothing was counted.";
const failed = (message: string, cause: unknown) => new AppError("generation_failed", message + again, { cause });
const unavailable = (message: string, cause: unknown) => new AppError("unavailable", message + again, { cause, headers: { "Retry-After": "60" } });
