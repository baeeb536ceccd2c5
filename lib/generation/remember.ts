const MOST = 10_000;

/** A function of words that is asked for the same ones again and again while ways of reading a sentence are tried: what it said before is kept, of the last ten thousand. */
export function remember<Answer>(ask: (said: string) => Answer): (said: string) => Answer {
  const known = new Map<string, Answer>();
  return (said) => {
    const before = known.get(said);
    if (before !== undefined) return before;
    const answer = ask(said);
    if (known.size === MOST) known.clear();
    known.set(said, answer);
    return answer;
  };
}
