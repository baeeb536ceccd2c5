// Text statistics: counts of a text, and its most frequent words.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { Env } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });

const MAX_LENGTH = /* maximumLength */ 200000;
const WORDS_READ_PER_MINUTE = /* wordsReadPerMinute */ 200;
const WORDS_SPOKEN_PER_MINUTE = /* wordsSpokenPerMinute */ 130;

const count = (description: string, example: number) => z.number().int().openapi({ description, example });
const Frequency = z.object({ word: z.string().openapi({ example: "the" }), count: z.number().int().openapi({ example: 3 }) });
const Statistics = z.object({
  characters: count("What a reader sees as one character counts once, emoji too", 44),
  charactersWithoutSpaces: count("Without white space", 36),
  words: count("Words", 9),
  uniqueWords: count("Different words, upper and lower case alike", 8),
  sentences: count("Sentences", 1),
  lines: count("Lines", 1),
  paragraphs: count("Blocks of text between empty lines", 1),
  bytes: count("Length in UTF-8", 44),
  averageWordLength: z.number().openapi({ description: "Characters per word", example: 3.89 }),
  averageSentenceLength: z.number().openapi({ description: "Words per sentence", example: 9 }),
  longestWord: z.string().openapi({ example: "quick" }),
  readingTimeSeconds: count(`At ${WORDS_READ_PER_MINUTE} words per minute`, Math.ceil((9 / WORDS_READ_PER_MINUTE) * 60)),
  speakingTimeSeconds: count(`At ${WORDS_SPOKEN_PER_MINUTE} words per minute`, Math.ceil((9 / WORDS_SPOKEN_PER_MINUTE) * 60)),
  mostFrequentWords: z.array(Frequency).openapi({ description: "At most ten, most frequent first" }),
}).openapi("TextStatistics");
const Text = z.string().max(MAX_LENGTH).openapi({ example: "The quick brown fox jumps over the lazy dog." });
const TextInput = z.strictObject({ text: Text }).openapi("TextInput");
const FrequencyInput = z.strictObject({ text: Text, top: z.number().int().min(1).max(1000).default(20), minLength: z.number().int().min(1).max(50).default(1) }).openapi("FrequencyInput");
const FrequencyList = z.object({ words: z.number().int(), uniqueWords: z.number().int(), items: z.array(Frequency) }).openapi("FrequencyList");

const characterSegmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const wordSegmenter = new Intl.Segmenter("en", { granularity: "word" });
const sentenceSegmenter = new Intl.Segmenter("en", { granularity: "sentence" });

const charactersOf = (text: string) => [...characterSegmenter.segment(text)].map(({ segment }) => segment);
const wordsOf = (text: string) => [...wordSegmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
const sentencesOf = (text: string) => [...sentenceSegmenter.segment(text)].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment));
const round = (value: number) => Math.round(value * 100) / 100;

/** Most frequent first; equally frequent ones in alphabetical order. */
function frequencies(words: string[]) {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return [...counts].map(([word, times]) => ({ word, count: times })).sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}

function statistics(text: string) {
  const characters = charactersOf(text);
  const words = wordsOf(text);
  const counted = frequencies(words);
  const sentences = sentencesOf(text).length;
  const lengths = words.map((word) => charactersOf(word).length);
  const longest = lengths.reduce((best, length, index) => (length > (lengths[best] ?? 0) ? index : best), 0);
  return {
    characters: characters.length,
    charactersWithoutSpaces: characters.filter((character) => !/^\s+$/.test(character)).length,
    words: words.length,
    uniqueWords: counted.length,
    sentences,
    lines: text === "" ? 0 : text.split(/\r\n|\r|\n/).length,
    paragraphs: text.split(/(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)+/).filter((paragraph) => paragraph.trim() !== "").length,
    bytes: new TextEncoder().encode(text).length,
    averageWordLength: words.length === 0 ? 0 : round(lengths.reduce((sum, length) => sum + length, 0) / words.length),
    averageSentenceLength: sentences === 0 ? 0 : round(words.length / sentences),
    longestWord: words[longest] ?? "",
    readingTimeSeconds: Math.ceil((words.length / WORDS_READ_PER_MINUTE) * 60),
    speakingTimeSeconds: Math.ceil((words.length / WORDS_SPOKEN_PER_MINUTE) * 60),
    mostFrequentWords: counted.slice(0, 10),
  };
}

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});

const responses = { 200: json(Statistics, "The statistics"), 422: json(Problem, "Not valid") };
const textBody = { body: { content: { "application/json": { schema: TextInput } }, required: true } };

app.openapi(createRoute({ method: "post", path: "/text/stats", tags: ["text"], summary: "Statistics of a text", request: textBody, responses: { ...responses, 400: json(Problem, "Not JSON") } }), (c) =>
  c.json(statistics(c.req.valid("json").text), 200),
);

app.openapi(createRoute({ method: "get", path: "/text/stats", tags: ["text"], summary: "Statistics of a short text in the address", request: { query: z.object({ text: Text }) }, responses }), (c) =>
  c.json(statistics(c.req.valid("query").text), 200),
);

app.openapi(
  createRoute({
    method: "post", path: "/text/words", tags: ["text"], summary: "How often each word occurs", request: { body: { content: { "application/json": { schema: FrequencyInput } }, required: true } },
    responses: { 200: json(FrequencyList, "The words, most frequent first"), 400: json(Problem, "Not JSON"), 422: json(Problem, "Not valid") },
  }),
  (c) => {
    const { text, top, minLength } = c.req.valid("json");
    const words = wordsOf(text).filter((word) => word.length >= minLength);
    const counted = frequencies(words);
    return c.json({ words: words.length, uniqueWords: counted.length, items: counted.slice(0, top) }, 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Text statistics", version: "1.0.0", description: "Counts characters, words, sentences and more of a text." } });

export default app;
