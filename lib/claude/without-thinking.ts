import type { MessageParam } from "@anthropic-ai/sdk/resources/messages";

/** The same conversation without what the model thought: for one whose beginning is no longer what the thinking is bound to. */
export const withoutThinking = (messages: MessageParam[]): MessageParam[] =>
  messages.map((message) => (message.role !== "assistant" || typeof message.content === "string" ? message : { ...message, content: message.content.filter(({ type }) => type !== "thinking" && type !== "redacted_thinking") }));
