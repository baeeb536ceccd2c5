import { APIConnectionError, APIConnectionTimeoutError, APIError } from "@anthropic-ai/sdk";
import type { ClaudeSignal } from "./claude-failure.ts";
import { NetworkFailure } from "./network-failure.ts";

const SPEND_LIMIT_CODES = /^(enforced|contract|linked_organization)_spend_limit_reached$/;
/** A limit that the account's owner set answers with 400 and has no code of its own. */
const SPEND_LIMIT_WORDS = /^You have reached your specified (workspace )?API usage limits/;
const PROMPT_TOO_LONG = /^prompt is too long|exceed context limit/i;

/** Every strict schema of a request is compiled into one grammar, whose limits are not all written down; proxies refuse fields of tools that they don't know. */
const SCHEMA_REFUSED = /compiled grammar|schema is too complex|strict tools|\btools\.\d+\./i;
/** Thinking is bound to the model and to everything before it; a platform in between may have changed that. */
const THINKING_REFUSED = /`?signature`? in `?thinking`?/i;

const BY_STATUS: Record<number, ClaudeSignal> = {
  400: "bad_request", 401: "key_refused", 402: "no_credit", 403: "not_allowed", 404: "model_unknown", 408: "upstream_away", 409: "upstream_away", 413: "too_large",
  422: "bad_request", 429: "rate_limited", 500: "server_error", 502: "upstream_away", 503: "upstream_away", 504: "upstream_away", 529: "overloaded",
};

/** Which row of the table of failures a thrown error is; null for what is not the model's API's. */
export function signalOf(error: unknown): ClaudeSignal | null {
  if (error instanceof NetworkFailure) return error.signal;
  if (error instanceof APIConnectionTimeoutError) return "too_slow";
  if (error instanceof APIConnectionError) return error.cause instanceof NetworkFailure ? error.cause.signal : "reset";
  if (error instanceof APIError) return error.status === undefined ? inStream(error) : ofStatus(error, error.status);
  return error instanceof SyntaxError ? "unreadable" : null;
}

/** What the API answered instead of a stream. */
function ofStatus(error: APIError, status: number): ClaudeSignal {
  if (isSpendLimit(error)) return "spend_limit";
  if (error.type === "overloaded_error") return "overloaded";
  if (status === 400) return ofBadRequest(error.apiMessage ?? "");
  return BY_STATUS[status] ?? (status >= 500 ? "server_error" : "other_refusal");
}

/** These have no code of their own. */
function ofBadRequest(words: string): ClaudeSignal {
  if (PROMPT_TOO_LONG.test(words)) return "too_large";
  if (THINKING_REFUSED.test(words)) return "thinking_refused";
  return SCHEMA_REFUSED.test(words) ? "schema_refused" : "bad_request";
}

/** An `error` event within a stream that began well has no status. */
function inStream(error: APIError): ClaudeSignal {
  if (isSpendLimit(error)) return "spend_limit";
  return error.type === "overloaded_error" ? "overloaded_in_stream" : "error_in_stream";
}

const isSpendLimit = (error: APIError): boolean => SPEND_LIMIT_CODES.test(error.errorCode ?? "") || SPEND_LIMIT_WORDS.test(error.apiMessage ?? "");
