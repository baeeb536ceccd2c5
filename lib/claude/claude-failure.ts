import { AppError } from "#lib/errors.ts";
import { askedPauseMs } from "./retry-pause.ts";

/** What may go wrong in one call of the model's API; signal-of.ts recognises each. */
export interface FailureRule {
  /** `generation_refused` ends the build as refused; `unavailable` may be tried again later; `generation_failed` needs something changed. */
  code: "generation_failed" | "generation_refused" | "unavailable";
  /** `{key}` and `{owner}` are the key that was used and whoever looks after it. */
  words: string;
  /** How often the request is sent again within one attempt of a build. */
  retries: number;
  /** Tokens were or may have been used: what is known of them is told as usage. */
  mayCost: boolean;
}

const failed = (retries: number, mayCost: boolean, words: string): FailureRule => ({ code: "generation_failed", words, retries, mayCost });
const unavailable = (retries: number, mayCost: boolean, words: string): FailureRule => ({ code: "unavailable", words, retries, mayCost });

/** The one table of outcomes: signal → code, retry rule, whether it may cost, words. */
export const CLAUDE_FAILURES = {
  // Refused before any token: HTTP errors.
  bad_request: failed(0, false, "Claude's API did not accept the request. The server's operator has to check CLAUDE_MODEL, CLAUDE_EFFORT and CLAUDE_THINKING against what the model takes."),
  // Sent again without what was refused: the tools' special fields, or the thinking of earlier turns.
  schema_refused: failed(1, false, "Claude's API did not accept the form of the answer that is asked for. The server's operator has to check CLAUDE_MODEL and ANTHROPIC_BASE_URL."),
  thinking_refused: failed(1, false, "Claude's API did not accept its own earlier answer. Start the build again."),
  spend_limit: failed(0, false, "The spend limit of the Anthropic account of {key} is reached. {owner} has to raise it there, or wait until it is renewed."),
  key_refused: failed(0, false, "Claude's API did not accept {key}. {owner} has to check it."),
  no_credit: failed(0, false, "The Anthropic account of {key} has no credit left. {owner} has to add some there."),
  not_allowed: failed(0, false, "{key} may not use this model. {owner} has to allow it in the Anthropic account."),
  model_unknown: failed(0, false, "Claude's API does not know the model. The server's operator has to check CLAUDE_MODEL."),
  too_large: failed(0, false, "The request was too large for Claude. Describe a smaller API."),
  other_refusal: failed(0, false, "Claude's API refused the request. Try again, or describe the API in other words."),
  rate_limited: unavailable(2, false, "The rate limit of {key} at Claude's API is reached. Try again in a minute."),
  server_error: unavailable(2, false, "Claude's API had an error of its own. Try again in a minute."),
  upstream_away: unavailable(2, false, "Claude's API is not available right now. Try again in a minute."),
  overloaded: unavailable(2, false, "Claude is overloaded right now. Try again in a minute."),
  // The network.
  unreachable: unavailable(2, false, "Claude can't be reached from this server. Check its network or ANTHROPIC_BASE_URL, then try again."),
  connect_slow: unavailable(1, false, "No connection to Claude could be made in time. Check the server's network or ANTHROPIC_BASE_URL, then try again."),
  reset: unavailable(2, false, "The connection to Claude broke before it answered. Try again."),
  // Within the stream: tokens were used.
  reset_in_stream: unavailable(1, true, "The connection to Claude broke in the middle of its answer. Try again."),
  overloaded_in_stream: unavailable(1, true, "Claude became overloaded in the middle of its answer. Try again in a minute."),
  error_in_stream: unavailable(1, true, "Claude's API had an error in the middle of its answer. Try again in a minute."),
  truncated: unavailable(1, true, "Claude's answer broke off before it was complete. Try again."),
  unreadable: unavailable(1, true, "Claude's answer could not be read. If a proxy stands between (ANTHROPIC_BASE_URL), check that it passes streams on unchanged."),
  stalled: unavailable(0, true, "Claude stopped answering. Try again in a minute."),
  too_slow: failed(0, true, "Claude took too long to answer. Try again, or describe a smaller API."),
  // Complete answers that are no result.
  max_tokens: failed(1, true, "The API was too large for one answer of Claude and was cut short. Describe a smaller one, or let the server's operator raise CLAUDE_MAX_TOKENS_LIMIT."),
  context_full: failed(0, true, "The API grew too large for Claude to work on. Describe a smaller one."),
  paused: failed(1, true, "Claude paused and did not finish its answer. Try again."),
  declined: { code: "generation_refused", retries: 0, mayCost: true, words: "Claude declined to build this. Describe the API in other words, without what could do harm." },
  no_tool_call: failed(1, true, "Claude answered without an API. Try again, or say more exactly what it should do."),
  unknown_tool: failed(1, true, "Claude answered in a way that was not offered to it. Try again."),
  unusable_input: failed(1, true, "Claude's answer did not have the agreed form, also when it was asked again. Try again."),
} as const satisfies Record<string, FailureRule>;

export type ClaudeSignal = keyof typeof CLAUDE_FAILURES;
/** Whose key is used: the words name whoever can do something about it. */
export type KeyOwner = "platform" | "workspace";

const USUAL_PAUSE_MS = 60_000;

/** The failure in words for the person who waits. Nothing of the upstream's own text is passed on. */
export function claudeFailure(signal: ClaudeSignal, keyOwner: KeyOwner, cause?: unknown): AppError {
  const rule: FailureRule = CLAUDE_FAILURES[signal];
  const [key, owner] = keyOwner === "platform" ? ["the server's key (ANTHROPIC_API_KEY)", "the server's operator"] : ["the workspace's own Anthropic key", "the workspace's owner"];
  const words = capitalised(rule.words.replaceAll("{owner}", owner).replaceAll("{key}", key));
  return new AppError(rule.code, `${words} Nothing was deployed.`, { cause, ...(rule.code === "unavailable" ? { headers: { "Retry-After": String(Math.ceil((askedPauseMs(cause) ?? USUAL_PAUSE_MS) / 1000)) } } : {}) });
}

const capitalised = (text: string): string => text.replaceAll(/(?:^|\. )[a-z]/g, (found) => found.toUpperCase());
