import type { Tool } from "@anthropic-ai/sdk/resources/messages";
import { AppError } from "#lib/errors.ts";
import type { ClaudeClient } from "./claude-client.ts";
import { claudeFailure } from "./claude-failure.ts";

export interface ToolCallRequest {
  model: string;
  maxTokens: number;
  /** The same for every request, so that it is read from the prompt cache. */
  system: string;
  prompt: string;
  /** Strict: the API guarantees that the input fits the schema. The model must call one of them. */
  tools: Tool[];
}
export interface ToolCall {
  name: string;
  input: unknown;
  usage: { inputTokens: number; outputTokens: number; cacheReadTokens: number };
}

/**
 * Asks for one tool call and yields the JSON text of its input as far as it has come. Throws AppErrors in words
 * (`generation_failed`, `unavailable`); a cut-short answer is never returned.
 */
export async function* streamToolCall(request: ToolCallRequest, client: ClaudeClient, signal: AbortSignal): AsyncGenerator<string, ToolCall> {
  const stream = client.messages.stream(
    {
      model: request.model,
      max_tokens: request.maxTokens,
      system: [{ type: "text", text: request.system, cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content: request.prompt }],
      tools: request.tools,
      tool_choice: { type: "any", disable_parallel_tool_use: true },
    },
    { signal },
  );
  let json = "";
  try {
    for await (const event of stream) {
      if (event.type === "content_block_delta" && event.delta.type === "input_json_delta") yield (json += event.delta.partial_json);
    }
    const message = await stream.finalMessage();
    if (message.stop_reason === "refusal") throw new AppError("generation_failed", "Claude declined to build this. Describe the API in other words.");
    if (message.stop_reason === "max_tokens" || message.stop_reason === "model_context_window_exceeded") {
      throw new AppError("generation_failed", "The API was too large for one answer of Claude and was cut short. Describe a smaller one.");
    }
    const call = message.content.find((block) => block.type === "tool_use");
    if (!call) throw new AppError("generation_failed", "Claude answered without an API. Try again, or say more exactly what it should do.");
    const { input_tokens, output_tokens, cache_read_input_tokens } = message.usage;
    return { name: call.name, input: call.input, usage: { inputTokens: input_tokens, outputTokens: output_tokens, cacheReadTokens: cache_read_input_tokens ?? 0 } };
  } catch (error) {
    signal.throwIfAborted();
    throw claudeFailure(error);
  }
}
