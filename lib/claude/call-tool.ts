import type { ContentBlock, ContentBlockParam, MessageParam } from "@anthropic-ai/sdk/resources/messages";
import type { ClaudeClient } from "./claude-client.ts";
import { CLAUDE_FAILURES, type ClaudeSignal, claudeFailure, type KeyOwner } from "./claude-failure.ts";
import type { TokenUsage } from "./claude-price.ts";
import { withoutThinking } from "./without-thinking.ts";
import { pauseMs, waitFor } from "./retry-pause.ts";
import { plainTool } from "./strict-tool.ts";
import { type Answer, CallFailure, type ClaudeSettings, type Conversation, streamMessage } from "./stream-message.ts";

/** The tool's input can't be used; the message tells the model why. */
export class UnusableInput extends Error {}

export interface ToolRequest<Result> {
  conversation: Conversation;
  /** What a call of a tool means. Throws UnusableInput. */
  read(name: string, input: unknown): Result;
}
export interface ToolCaller {
  client: ClaudeClient;
  settings: ClaudeSettings;
  keyOwner: KeyOwner;
  /** The first pause before a request is sent again, when the API names none; doubled each time. */
  firstPauseMs: number;
}
export type ToolPiece =
  /** The JSON text of the tool's input so far. `call` counts the requests that got an answer. */
  | { kind: "json"; call: number; text: string }
  | { kind: "usage"; usage: TokenUsage };
export interface ToolResult<Result> {
  result: Result;
  /** The conversation with the answer at its end. */
  messages: MessageParam[];
  toolUseId: string;
}

/** However the failures are mixed. */
const MAX_REQUESTS = 5;

/**
 * Asks until a tool was called with an input that can be used, by the rules of claude-failure.ts. Tells usage once per call of the model, also
 * of one that failed. Throws AppErrors in words; a cut-short answer is never a result.
 */
export async function* callTool<Result>(request: ToolRequest<Result>, caller: ToolCaller, signal: AbortSignal): AsyncGenerator<ToolPiece, ToolResult<Result>> {
  const { settings, client, keyOwner } = caller;
  const conversation = { ...request.conversation };
  const failures = new Map<ClaudeSignal, number>();
  let maxTokens = settings.maxTokens;
  for (let sent = 1; ; sent += 1) {
    const spent: TokenUsage[] = [];
    const step = yield* asStep(streamMessage(conversation, settings, maxTokens, client, signal, (usage) => spent.push(usage)), sent, request.read);
    for (const usage of spent) yield { kind: "usage", usage };
    if ("thrown" in step) throw step.thrown;
    if ("result" in step) return { result: step.result, toolUseId: step.toolUseId, messages: [...conversation.messages, { role: "assistant", content: step.content }] };

    const { failed, cause, more } = step;
    const before = failures.get(failed) ?? 0;
    failures.set(failed, before + 1);
    const isLast = before >= CLAUDE_FAILURES[failed].retries || sent >= MAX_REQUESTS || (failed === "max_tokens" && maxTokens >= settings.maxTokensLimit);
    const pause = isLast || more.length > 0 ? 0 : pauseMs(cause, caller.firstPauseMs * 2 ** before);
    if (isLast || pause === null) throw claudeFailure(failed, keyOwner, cause);
    if (failed === "max_tokens") maxTokens = settings.maxTokensLimit;
    if (failed === "schema_refused") conversation.tools = conversation.tools.map(plainTool);
    conversation.messages = [...(failed === "thinking_refused" ? withoutThinking(conversation.messages) : conversation.messages), ...more];
    await waitFor(pause, signal);
  }
}

type Step<Result> = { result: Result; toolUseId: string; content: ContentBlockParam[] } | { failed: ClaudeSignal; cause: unknown; more: MessageParam[] };

/** What a complete answer comes to: a result, or a failure with what is said to the model about it. */
function readAnswer<Result>(answer: Answer, read: ToolRequest<Result>["read"]): Step<Result> {
  const fail = (failed: ClaudeSignal, more: MessageParam[] = [], cause?: unknown): Step<Result> => ({ failed, more, cause });
  if (answer.stopReason === "refusal") return fail("declined");
  if (answer.stopReason === "max_tokens") return fail("max_tokens");
  if (answer.stopReason === "model_context_window_exceeded") return fail("context_full");
  if (answer.stopReason === "pause_turn") return fail("paused", said(answer.content));
  const call = answer.content.find((block) => block.type === "tool_use");
  if (!call) return fail("no_tool_call", answerTo(said(answer.content), "Answer with exactly one call of one of the tools."));
  const json = answer.inputJson === "" || answer.inputJson === null ? "{}" : answer.inputJson;
  let input: unknown;
  try {
    input = JSON.parse(json);
    return { result: read(call.name, input), toolUseId: call.id, content: withInput(answer.content, input) };
  } catch (error) {
    const isKnown = error instanceof UnusableInput || error instanceof UnknownTool || error instanceof SyntaxError;
    if (!isKnown) throw error;
    const content = withInput(answer.content, input ?? { INVALID_JSON: json });
    const words = error instanceof SyntaxError ? `The input is not JSON: ${error.message}` : error.message;
    const correction = { type: "tool_result" as const, tool_use_id: call.id, is_error: true, content: `${words} Call the tool again with a complete input.` };
    return fail(error instanceof UnknownTool ? "unknown_tool" : "unusable_input", [{ role: "assistant", content }, { role: "user", content: [correction] }], error);
  }
}

/** A tool was called that was not offered, or not now. */
export class UnknownTool extends Error {}

const withInput = (content: ContentBlock[], input: unknown): ContentBlockParam[] => sendable(content).map((block) => (block.type === "tool_use" ? { ...block, input } : block));

/** An answer goes back as it came; an empty text would be refused. */
const sendable = (content: readonly ContentBlock[]): ContentBlock[] => content.filter((block) => block.type !== "text" || block.text.trim() !== "");

const said = (content: ContentBlock[]): MessageParam[] => (sendable(content).length > 0 ? [{ role: "assistant", content: sendable(content) }] : []);

const answerTo = (before: MessageParam[], text: string): MessageParam[] => (before.length > 0 ? [...before, { role: "user", content: text }] : []);

/** Errors are returned, not thrown, so that what the call used is told first. */
async function* asStep<Result>(texts: AsyncGenerator<string, Answer>, call: number, read: ToolRequest<Result>["read"]): AsyncGenerator<ToolPiece, Step<Result> | { thrown: unknown }> {
  try {
    for (;;) {
      const { done, value } = await texts.next();
      if (done) return readAnswer(value, read);
      yield { kind: "json", call, text: value };
    }
  } catch (error) {
    return error instanceof CallFailure ? { failed: error.signal, cause: error.cause, more: [] } : { thrown: error };
  }
}
