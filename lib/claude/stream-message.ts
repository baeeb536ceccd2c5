import type { ContentBlock, MessageParam, RawMessageStreamEvent, StopReason, TextBlockParam, Tool } from "@anthropic-ai/sdk/resources/messages";
import type { Env } from "#lib/env.ts";
import type { TokenUsage } from "./claude-price.ts";
import type { ClaudeClient } from "./claude-client.ts";
import type { ClaudeSignal } from "./claude-failure.ts";
import { readBlocks } from "./read-blocks.ts";
import { signalOf } from "./signal-of.ts";

/** How Claude is asked, whatever for. */
export interface ClaudeSettings {
  model: string;
  maxTokens: number;
  /** What an answer that was cut short is asked for again with. */
  maxTokensLimit: number;
  /** For one call, from the request to the last byte. */
  timeoutMs: number;
  /** Unset: the model's own. */
  effort?: Env["CLAUDE_EFFORT"];
  thinking?: Env["CLAUDE_THINKING"];
}

/** One conversation: what comes later is only ever added at its end, for the prompt cache and because thinking is bound to what came before it. */
export interface Conversation {
  system: string;
  tools: Tool[];
  messages: MessageParam[];
}

/** A complete answer. */
export interface Answer {
  content: ContentBlock[];
  /** The text of the tool's input as it came; null: no tool was called. */
  inputJson: string | null;
  stopReason: StopReason | null;
}

/** A call that gave no complete answer. */
export class CallFailure extends Error {
  readonly signal: ClaudeSignal;

  constructor(signal: ClaudeSignal, cause?: unknown) {
    super(`Claude: ${signal}`, { cause });
    this.name = "CallFailure";
    this.signal = signal;
  }
}

const EPHEMERAL = { type: "ephemeral" } as const;

/**
 * The body of the request. It is cached at three places: the tools, the system prompt, and, by the top-level marker, the conversation so far,
 * so that a repair pays for its own words only. A tool can't be forced: models that always think refuse that.
 */
export function requestBody({ system, tools, messages }: Conversation, settings: ClaudeSettings, maxTokens = settings.maxTokens) {
  const prompt: TextBlockParam[] = [{ type: "text", text: system, cache_control: EPHEMERAL }];
  return {
    model: settings.model,
    max_tokens: maxTokens,
    stream: true as const,
    cache_control: EPHEMERAL,
    system: prompt,
    tools: tools.map((tool, index) => (index === tools.length - 1 ? { ...tool, cache_control: EPHEMERAL } : tool)),
    tool_choice: { type: "auto" as const, disable_parallel_tool_use: true },
    ...(settings.effort ? { output_config: { effort: settings.effort } } : {}),
    ...(settings.thinking ? { thinking: { type: settings.thinking } } : {}),
    messages,
  };
}

/**
 * One call. Yields the JSON text of the tool's input as far as it has come; `onUsage` is told once, also by a call that fails after it began.
 * Throws CallFailure, or the signal's reason when it was aborted.
 */
export async function* streamMessage(
  conversation: Conversation, settings: ClaudeSettings, maxTokens: number, client: ClaudeClient, signal: AbortSignal, onUsage: (usage: TokenUsage) => void,
): AsyncGenerator<string, Answer> {
  const slow = AbortSignal.timeout(settings.timeoutMs);
  const blocks = readBlocks();
  try {
    const stream = await client.messages.create(requestBody(conversation, settings, maxTokens), { signal: AbortSignal.any([signal, slow]), maxRetries: 0 });
    for await (const event of watchEnd(stream)) {
      const json = blocks.take(event);
      if (json !== null) yield json;
    }
    signal.throwIfAborted();
    if (slow.aborted) throw new CallFailure("too_slow");
    if (!blocks.isComplete()) throw new CallFailure("truncated");
    return blocks.answer();
  } catch (error) {
    signal.throwIfAborted();
    if (slow.aborted) throw new CallFailure("too_slow", error);
    const known = error instanceof CallFailure ? error.signal : signalOf(error);
    throw known === null ? error : new CallFailure(known, error);
  } finally {
    const usage = blocks.usage();
    if (usage) onUsage(usage);
  }
}

/** Nothing is read after the end was told: what a proxy breaks then breaks nothing. */
async function* watchEnd(stream: AsyncIterable<RawMessageStreamEvent>): AsyncGenerator<RawMessageStreamEvent> {
  for await (const event of stream) {
    yield event;
    if (event.type === "message_stop") return;
  }
}
