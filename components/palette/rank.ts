/** What can be found: its words, and other words for it. */
export interface Findable {
  label: string;
  words?: string;
}

/** The things that match every word of what was typed, best first. Nothing typed matches everything, in its own order. */
export function rank<Thing extends Findable>(typed: string, things: readonly Thing[], limit: number): Thing[] {
  const asked = wordsOf(typed);
  if (asked.length === 0) return things.slice(0, limit);
  const scored = things.map((thing) => ({ thing, score: scoreOf(asked, thing) }));
  return scored.filter(({ score }) => score > 0).toSorted((one, other) => other.score - one.score).slice(0, limit).map(({ thing }) => thing);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

interface Read {
  name: string;
  own: readonly string[];
  others: readonly string[];
}

/** The same things are ranked again at every letter. */
const readings = new WeakMap<Findable, Read>();

function read(thing: Findable): Read {
  const known = readings.get(thing);
  if (known) return known;
  const fresh = { name: thing.label.toLowerCase(), own: wordsOf(thing.label), others: wordsOf(thing.words ?? "") };
  readings.set(thing, fresh);
  return fresh;
}

/** 0 when a word is found nowhere. A name that begins so counts more than a word in it, and that more than another word for it. */
function scoreOf(asked: readonly string[], thing: Findable): number {
  const { name, own, others } = read(thing);
  let score = name.startsWith(asked.join(" ")) ? 8 : 0;
  for (const word of asked) {
    const worth = own.some((one) => one.startsWith(word)) ? 4 : name.includes(word) ? 2 : others.some((one) => one.startsWith(word)) ? 1 : 0;
    if (worth === 0) return 0;
    score += worth;
  }
  return score;
}
