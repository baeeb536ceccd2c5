import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chunkToText, matchOf, type Recording } from "./recording.ts";

/** The only headers that are kept: the others may name the account. */
const KEPT_HEADERS = ["content-type", "retry-after", "anthropic-ratelimit-tokens-remaining"];

const END = /event: (message_stop|error)/;
const END_LENGTH = 40;

/**
 * A fetch that writes each exchange to a file that the scripted server replays (CLAUDE_RECORD_DIR). Neither the key nor any other header of the
 * request is written, but descriptions and code are: it is for development, not for other people's words.
 */
export const recordExchanges = (directory: string, inner: typeof fetch): typeof fetch => async (url, init) => {
  const response = await inner(url, init);
  if (typeof init?.body !== "string" || !new URL(url instanceof Request ? url.url : url).pathname.endsWith("/v1/messages") || !response.body) return response;
  const recorded: Recording = {
    about: `An answer of the model's API, recorded on ${new Date().toISOString().slice(0, 10)}.`,
    match: matchOf(JSON.parse(init.body)),
    response: { status: response.status, headers: keptHeaders(response.headers), chunks: [] },
  };
  let tail = "";
  let hasEnded = false;
  const body = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      recorded.response.chunks.push(chunkToText(chunk));
      tail = tail.slice(-END_LENGTH) + Buffer.from(chunk).toString("latin1");
      // Whoever reads leaves at the end, before the connection does. Only a whole answer is worth replaying.
      hasEnded ||= END.test(tail);
      if (hasEnded) writeRecording(directory, recorded);
      controller.enqueue(chunk);
    },
    flush: () => writeRecording(directory, recorded),
  }));
  return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
};

export function writeRecording(directory: string, recording: Recording, name = recording.match.contentHash): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.json`), `${JSON.stringify(recording, null, 1)}\n`);
}

const keptHeaders = (headers: Headers): Record<string, string> => Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers.get(name) === null ? [] : [[name, headers.get(name) ?? ""]])));
