import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const FOX = "The quick brown fox jumps over the lazy dog.";

export const textStatistics: Blueprint = {
  id: "text-statistics",
  name: "Text statistics",
  summary: "Counts characters, words, sentences and more of a text.",
  description: "Counts characters, words, sentences, lines and paragraphs, estimates reading time and finds the most frequent words.",
  about: "`POST /text/stats` with `{ \"text\": \"…\" }` gives every figure; short texts fit in `GET /text/stats?text=…`. `POST /text/words` counts each word.",
  category: "text",
  points: ["POST /text/stats counts characters, words, sentences, lines and paragraphs", "Reading and speaking time, average lengths, longest and most frequent words", "POST /text/words counts how often each word occurs"],
  assumptions: ["Reading time is at 200 words per minute and speaking time at 130, unless you choose another pace", "What a reader sees as one character counts once, emoji too"],
  publicRoutes: [],
  examplePrompt: "Text statistics: words, characters and reading time",
  signals: [
    /\b(text|words?|characters?|letters?|sentences?|paragraphs?)\b.*\b(statistics?|stats?|counts?|counter|counting|analysis|analy[sz]e[rs]?|metrics|frequency|frequencies|length)\b/,
    /\b(counts?|counter|counting|statistics?|stats?|analy[sz]e[rs]?|analy[sz]ing|analysis|number of|how many)\b.*\b(text|words?|characters?|letters?|sentences?|paragraphs?)\b/,
    /\breading time\b/,
  ],
  vocabulary: "per-minute receive aloud loud take takes read text word character letter sentence paragraph line statistic stat count counter counting analysis analyse analyze analyzer analyser analyzing analysing metric frequency frequencie frequent common average reading speaking time estimate estimates long longest length number how many unique piece block string document article essay compute computes calculate calculates calculator tell tells space spaces size most used use figures basic paste pasted body shortest submit",
  keeps: [/\b\d+ (?:most|longest)\b|\btop \d+\b/, /\bwith(?:out)?(?: and without)? spaces\b/, /\bunique words?\b/],
  lacks: [/\b(?:sentiment|readability|language|grammar|spelling|spell|syllables?|keywords?|translate)\b/],
  asks: {
    wordsReadPerMinute: [{ says: /(?<!\b(?:speak|spoke|speech|aloud|loud|talk)[^,.;]*)\b(\d+) words (?:per|a) minute\b(?! (?:spoken|aloud|speaking|out loud))/ }],
    wordsSpokenPerMinute: [{ says: /\b(?:speak|spoke|speech|aloud|loud|talk)[^,.;]*\b(\d+) words (?:per|a) minute\b|\b(\d+) words (?:per|a) minute (?:spoken|aloud|speaking|out loud)\b/ }],
  },
  parameters: [
    { name: "wordsReadPerMinute", label: "Words read per minute", help: "The pace of the reading time.", kind: "integer", default: 200, min: 50, max: 1000 },
    { name: "wordsSpokenPerMinute", label: "Words spoken per minute", help: "The pace of the speaking time.", kind: "integer", default: 130, min: 50, max: 500 },
    { name: "maximumLength", label: "Longest text", help: "In characters; a longer text is refused.", kind: "integer", default: 200_000, min: 1000, max: 200_000 },
  ],
  picture: [
    { caption: "Count a text", method: "POST", path: "/text/stats", body: { text: FOX }, status: 200, reply: { characters: 44, words: 9, uniqueWords: 8, sentences: 1, longestWord: "quick" } },
    { caption: "Find the frequent words", method: "POST", path: "/text/words", body: { text: "to be or not to be", top: 2 }, status: 200, reply: { words: 6, uniqueWords: 4, items: [{ word: "be", count: 2 }, { word: "to", count: 2 }] } },
  ],
  contractTests: ({ wordsReadPerMinute, wordsSpokenPerMinute, maximumLength }) => [
    { name: "Reading and speaking time follow the pace", steps: [step("POST", "/text/stats", 200, { body: { text: "word ".repeat(150) }, expect: { words: 150, readingTimeSeconds: Math.ceil((150 * 60) / Number(wordsReadPerMinute)), speakingTimeSeconds: Math.ceil((150 * 60) / Number(wordsSpokenPerMinute)) } })] },
    // A longer one would weigh more than the rest of the tests together.
    ...(Number(maximumLength) <= 5000 ? [{ name: "A text over the limit is refused", steps: [step("POST", "/text/stats", 200, { body: { text: "x".repeat(Number(maximumLength)) } }), step("POST", "/text/stats", 422, { body: { text: "x".repeat(Number(maximumLength) + 1) } })] }] : []),
    {
      name: "A sentence is counted",
      steps: [step("POST", "/text/stats", 200, {
        body: { text: FOX },
        expect: { characters: 44, charactersWithoutSpaces: 36, words: 9, uniqueWords: 8, sentences: 1, lines: 1, paragraphs: 1, bytes: 44, averageWordLength: { $close: 3.89 }, averageSentenceLength: 9, longestWord: "quick" },
      })],
    },
    { name: "A short text fits in the address", steps: [step("GET", `/text/stats?text=${encodeURIComponent(FOX)}`, 200, { expect: { words: 9 } })] },
    { name: "Sentences, lines and paragraphs are told apart", steps: [step("POST", "/text/stats", 200, { body: { text: "One. Two two!\nThree?\n\nFour four four." }, expect: { sentences: 4, lines: 4, paragraphs: 2, words: 7, uniqueWords: 4 } })] },
    { name: "The most frequent words come first", steps: [step("POST", "/text/stats", 200, { body: { text: "b a b c b a" }, expect: { mostFrequentWords: [{ word: "b", count: 3 }, { word: "a", count: 2 }, { word: "c", count: 1 }] } })] },
    { name: "Emoji and accents count as a reader sees them", steps: [step("POST", "/text/stats", 200, { body: { text: "Café 👩‍👩‍👧" }, expect: { characters: 6, words: 1 } })] },
    { name: "An empty text has nothing", steps: [step("POST", "/text/stats", 200, { body: { text: "" }, expect: { characters: 0, words: 0, sentences: 0, lines: 0, paragraphs: 0, averageWordLength: 0, longestWord: "", mostFrequentWords: [] } })] },
    { name: "Words are counted and cut to the first ones", steps: [step("POST", "/text/words", 200, { body: { text: "to be or not to be", top: 2 }, expect: { words: 6, uniqueWords: 4, items: [{ word: "be", count: 2 }, { word: "to", count: 2 }] } })] },
    {
      name: "A missing, wrong or unknown field is refused",
      steps: [
        step("POST", "/text/stats", 422, { body: {}, expect: { error: { code: "invalid" } } }),
        step("POST", "/text/stats", 422, { body: { text: 5 } }),
        step("POST", "/text/stats", 422, { body: { text: "a", more: 1 } }),
        step("GET", "/text/stats", 422),
      ],
    },
  ],
};
