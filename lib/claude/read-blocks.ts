import type { ContentBlock, RawMessageStreamEvent, StopReason } from "@anthropic-ai/sdk/resources/messages";
import { CHARACTERS_PER_TOKEN, type TokenUsage } from "./claude-price.ts";

/** Puts a message together from its events. */
export function readBlocks() {
  const content: ContentBlock[] = [];
  const usage: TokenUsage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, cacheWriteHourTokens: 0 };
  let json: string | null = null;
  let stopReason: StopReason | null = null;
  let received = 0;
  let hasBegun = false;
  let isComplete = false;

  const addDelta = (event: Extract<RawMessageStreamEvent, { type: "content_block_delta" }>): string | null => {
    const { delta } = event;
    const block = content[event.index];
    if (delta.type === "input_json_delta") {
      received += delta.partial_json.length;
      return (json = (json ?? "") + delta.partial_json);
    }
    if (delta.type === "text_delta" && block?.type === "text") block.text += delta.text;
    if (delta.type === "thinking_delta" && block?.type === "thinking") block.thinking += delta.thinking;
    if (delta.type === "signature_delta" && block?.type === "thinking") block.signature += delta.signature;
    received += delta.type === "text_delta" ? delta.text.length : delta.type === "thinking_delta" ? delta.thinking.length : 0;
    return null;
  };
  return {
    /** The JSON text of the tool's input so far, when the event added to it. */
    take(event: RawMessageStreamEvent): string | null {
      switch (event.type) {
        case "message_start": {
          const { input_tokens, output_tokens, cache_read_input_tokens, cache_creation_input_tokens, cache_creation } = event.message.usage;
          hasBegun = true;
          Object.assign(usage, {
            inputTokens: input_tokens, outputTokens: output_tokens, cacheReadTokens: cache_read_input_tokens ?? 0,
            cacheWriteTokens: cache_creation_input_tokens ?? 0, cacheWriteHourTokens: cache_creation?.ephemeral_1h_input_tokens ?? 0,
          });
          return null;
        }
        case "content_block_start":
          content[event.index] = structuredClone(event.content_block);
          if (event.content_block.type === "tool_use") json = "";
          return null;
        case "content_block_delta":
          return addDelta(event);
        case "message_delta":
          stopReason = event.delta.stop_reason ?? stopReason;
          usage.outputTokens = event.usage.output_tokens;
          return null;
        case "message_stop":
          isComplete = true;
          return null;
        default:
          return null;
      }
    },
    isComplete: () => isComplete,
    /** Without the holes of blocks that never began. */
    answer: () => ({ content: Object.values(content), inputJson: json, stopReason }),
    /** Null: the call never began, and cost nothing. Of a call that broke off the output is estimated from what was received. */
    usage: (): TokenUsage | null => (hasBegun ? { ...usage, outputTokens: isComplete ? usage.outputTokens : Math.max(usage.outputTokens, Math.ceil(received / CHARACTERS_PER_TOKEN)) } : null),
  };
}
