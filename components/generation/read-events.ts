/** One server-sent event as the browser reads it. */
export interface SseMessage {
  id: number | null;
  event: string;
  data: string;
}

/** Reads an SSE body (WHATWG HTML §9.2). `EventSource` can't POST, and hides the reason of a refusal. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<SseMessage> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let buffer = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      buffer += value;
      const blocks = buffer.split(/\r?\n\r?\n/);
      buffer = blocks.pop() ?? "";
      for (const block of blocks) {
        const message = parseBlock(block);
        if (message) yield message;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined); // the stream may be broken already
  }
}

function parseBlock(block: string): SseMessage | null {
  let id: number | null = null;
  let event = "message";
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const match = /^(id|event|data): ?(.*)$/s.exec(line);
    if (!match) continue;
    const [, field, value = ""] = match;
    if (field === "id") id = Number(value);
    else if (field === "event") event = value;
    else data.push(value);
  }
  return data.length === 0 ? null : { id, event, data: data.join("\n") };
}
