import { z } from "zod";
import { recordingSchema, textToChunk } from "./recording.ts";

const blockSchema = z.looseObject({ type: z.string() });
const messageSchema = z.looseObject({ type: z.literal("message"), content: z.array(blockSchema), stop_reason: z.string().nullable(), usage: z.looseObject({ input_tokens: z.number(), output_tokens: z.number() }).optional() });

export interface Reply {
  /** What was recognised. */
  form: "recording" | "stream" | "message" | "tool input";
  /** The stream of events that the model's API would have sent. */
  sse: Buffer;
}

/**
 * An answer of any model, read from a file: a recording, a raw stream of events, a response of the Messages API, or the input of the tool
 * alone. Throws a SyntaxError for anything else.
 */
export function replyOfFile(text: string, toolName: string): Reply {
  if (/^(?::|event:|data:|id:)/.test(text.trimStart())) return { form: "stream", sse: Buffer.from(text) };
  const json = readJson(text);
  const recording = recordingSchema.safeParse(json);
  if (recording.success) return { form: "recording", sse: Buffer.concat(recording.data.response.chunks.map(textToChunk)) };
  const message = messageSchema.safeParse(json);
  if (message.success) return { form: "message", sse: streamOf(message.data) };
  return { form: "tool input", sse: streamOf({ content: [{ type: "tool_use", id: "toolu_file", name: toolName, input: json }], stop_reason: "tool_use" }) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError("This is neither JSON nor a stream of events.");
  }
}

function streamOf(message: { content: z.infer<typeof blockSchema>[]; stop_reason: string | null; usage?: object | undefined }): Buffer {
  const usage = message.usage ?? { input_tokens: 0, output_tokens: 0 };
  const events = [
    { type: "message_start", message: { usage } },
    ...message.content.flatMap((block, index) => [
      // The input comes as text, as in a stream; everything else is whole in its first event.
      { type: "content_block_start", index, content_block: block.type === "tool_use" ? { ...block, input: {} } : block },
      ...(block.type === "tool_use" ? [{ type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json: JSON.stringify(block["input"]) } }] : []),
      { type: "content_block_stop", index },
    ]),
    { type: "message_delta", delta: { stop_reason: message.stop_reason }, usage },
    { type: "message_stop" },
  ];
  return Buffer.from(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
}
