import { catalogue } from "#lib/blueprints/catalogue.ts";
import { isPlainWord } from "./plain-words.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";
import { singular } from "./resource-builder/words.ts";
import { SAMPLE_DESCRIPTIONS } from "./sample-descriptions.ts";

/** Descriptions that build and are near another one, by the things that both speak of; the nearest first, none when nothing is common. */
export function nearDescriptions(prompt: string, least = LEAST): string[] {
  const asked = new Set(wordsOf(prompt));
  const scored = CANDIDATES.filter(({ signals }) => signals === null || signals.some((signal) => signal.test(prompt.toLowerCase()))).map(({ text, named, known }) => {
    const shared = [...asked].filter((word) => named.has(word) || known.has(word));
    const isSaid = (word: string): boolean => named.has(word) && wordsOf(text).includes(word);
    return { text, isNamed: shared.some((word) => named.has(word) && !SETTING.test(word)) && (shared.length > 1 || shared.some((word) => isSaid(word) || (!SETTING.test(word) && named.has(word) && (COMMON.get(word) ?? 0) <= 2))), score: shared.reduce((sum, word) => sum + (named.has(word) ? 3 : 1) / (COMMON.get(word) ?? 1), 0) };
  });
  const near = scored.filter(({ isNamed, score }) => isNamed && score >= least).toSorted((one, other) => other.score - one.score);
  return near.filter(({ score }) => score >= (near[0]?.score ?? 0) * CLOSE).map(({ text }) => text);
}

/** What is less than so near as the nearest isn't offered beside it. */
const CLOSE = 0.6;

/** A word that only one description in six has is enough. */
const LEAST = 0.5;

const wordsOf = (text: string): string[] => normaliseText(text).split(/[^a-z]+/).map(singular).filter((word) => word.length > 2 && !isPlainWord(word) && !COLOURLESS.test(word));
const COLOURLESS = /^(?:box|diary|sheet|journal|class|name|title|text|date|day|time|number|manage|manager|store|track|tracker|list|keep|search|find|filter|add|total|count|average|per|with|status|type|value|code|own|price|amount|description|email|phone|year|month|week|start|end|start|due|done|open|close|closed|mark|public|private|personal|system|platform|my|best|record|log|note|generate|generator|calculate|calculator|convert|random|business|something|delete|change|update|edit|daily|check|payment|credit|card|order|room|people|send|take|live|back|project|enter|address|percent|english|today|current|need|rate|show|again|next|every|morning|evening)$/;

/** Where something is done, for whom and with what says nothing of what is kept. */
const SETTING = /^(?:rating|hotel|restaurant|cafe|school|university|college|bank|food|house|home|household|shop|office|club|gym|hospital|clinic|church|charity|garage|kennel|team|customer|client|guest|visitor|roommate|flatmate|student|teacher|pupil|member|employee|staff|worker|dog|cat|phone|instagram|entry|cleaning|watch|sell|buy|watering|support|group|present|history|movement|service|ride|share|agent|repair|title|holiday|home|park|license|driver)$/;

interface Candidate {
  /** Of a tool: one that calculates is near only what speaks of it. */
  signals: readonly RegExp[] | null;
  text: string;
  /** What it is about. */
  named: ReadonlySet<string>;
  /** What it also knows. */
  known: ReadonlySet<string>;
}

const TOOL = /calculator$|^unit-conversion$|^key-value-store$/;
const CANDIDATES: Candidate[] = [
  ...catalogue.map(({ examplePrompt, name, id, vocabulary, signals }): Candidate => ({ signals: TOOL.test(id) ? signals : null, text: examplePrompt, named: new Set(wordsOf(`${name} ${id} ${examplePrompt.split(/,| (?:with|in|that|and) /)[0] ?? ""}`)), known: new Set(wordsOf(vocabulary)) })),
  ...SAMPLE_DESCRIPTIONS.map(([text, alike]): Candidate => ({ signals: null, text, named: new Set(wordsOf(`${text.split(" with ")[0] ?? ""} ${alike}`)), known: new Set(wordsOf(text)) })),
];

/** How many speak of a word: what many do says little. */
const COMMON = CANDIDATES.flatMap(({ named, known }) => [...new Set([...named, ...known])]).reduce((counts, word) => counts.set(word, (counts.get(word) ?? 0) + 1), new Map<string, number>());
