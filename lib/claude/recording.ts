import { createHash } from "node:crypto";
import { z } from "zod";

/** One exchange with the Messages API, as a file. */
export const recordingSchema = z.object({
  /** What it is, for people: `A model's answer, recorded on …`, or that it is scripted. */
  about: z.string(),
  match: z.object({
    /** Found by this. */
    contentHash: z.string(),
    /** What was hashed, shortened, for whoever reads the file. */
    tools: z.array(z.string()),
    turns: z.array(z.string()),
  }),
  response: z.object({
    status: z.number().int(),
    headers: z.record(z.string(), z.string()),
    /** The body as it came, chunk by chunk: UTF-8 text, or `base64:…` where a chunk cuts a character. */
    chunks: z.array(z.string()),
  }),
});
export type Recording = z.infer<typeof recordingSchema>;

const blockSchema = z.looseObject({ type: z.string(), text: z.string().optional(), content: z.unknown().optional(), name: z.string().optional() });
const requestSchema = z.looseObject({
  tools: z.array(z.looseObject({ name: z.string() })).default([]),
  messages: z.array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(blockSchema)]) })),
});

/**
 * The parts of a request that decide which recording answers it: the tools' names, the description, and of each report its first line, which
 * says what failed. Model, limits, system prompt, ids and what the assistant said are left out, so that a better prompt still finds its recordings.
 */
export function matchOf(body: unknown): Recording["match"] {
  const { tools, messages } = requestSchema.parse(body);
  const names = tools.map(({ name }) => name).sort();
  const turns = messages.filter(({ role }) => role === "user").map(({ content }) => withoutPassing(textOf(content)));
  const contentHash = createHash("sha256").update(JSON.stringify({ names, turns })).digest("hex").slice(0, 32);
  return { contentHash, tools: names, turns: turns.map((turn) => (turn.length > 400 ? `${turn.slice(0, 399)}…` : turn)) };
}

function textOf(content: z.infer<typeof requestSchema>["messages"][number]["content"]): string {
  if (typeof content === "string") return content;
  return content.map(({ text, content: inner }) => text ?? (typeof inner === "string" ? (inner.split("\n")[0] ?? "") : JSON.stringify(inner ?? ""))).join("\n");
}

/** Ids, times and durations differ from run to run. */
const withoutPassing = (text: string): string =>
  text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,27}|\d{4}-\d\d-\d\dT[\d:.]+Z|\b\d+(\.\d+)? ?ms\b/g, "…").replaceAll(/\s+/g, " ").trim();

export function chunkToText(chunk: Uint8Array): string {
  const bytes = Buffer.from(chunk);
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes) && !text.startsWith("base64:") ? text : `base64:${bytes.toString("base64")}`;
}
export const textToChunk = (text: string): Buffer => (text.startsWith("base64:") ? Buffer.from(text.slice(7), "base64") : Buffer.from(text, "utf8"));
