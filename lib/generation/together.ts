/** Thrown in work that is stopped because other work beside it failed: it says nothing about the work itself. */
export class Stopped extends Error {}

type End<Result> = { result: Result } | { error: unknown };

/**
 * Runs both at once and passes their events on as they come. Both run to their end, so that every finding is known; when the first fails,
 * `onFirstFailed` may stop the second. Throws the first's error, else the second's.
 */
export async function* together<Event, First, Second>(
  first: AsyncGenerator<Event, First>, second: AsyncGenerator<Event, Second>, onFirstFailed: () => void,
): AsyncGenerator<Event, [First, Second]> {
  const ends: { first?: End<First>; second?: End<Second> } = {};
  const lanes = [
    untilEnd(first, (end) => {
      ends.first = end;
      if ("error" in end) onFirstFailed();
    }),
    untilEnd(second, (end) => void (ends.second = end)),
  ];
  const next = new Map(lanes.map((lane) => [lane, turnOf(lane)]));
  try {
    while (next.size > 0) {
      const { lane, turn } = await Promise.race(next.values());
      // Back to the end of the line, so that a busy lane never starves the other.
      next.delete(lane);
      if (turn.done) continue;
      next.set(lane, turnOf(lane));
      yield turn.value;
    }
  } finally {
    // Whoever read along has left: nothing goes on behind its back.
    for (const lane of next.keys()) void lane.return();
  }
  return [resultOf(ends.first), resultOf(ends.second)];
}

async function* untilEnd<Event, Result>(events: AsyncGenerator<Event, Result>, onEnd: (end: End<Result>) => void): AsyncGenerator<Event, void> {
  try {
    onEnd({ result: yield* events });
  } catch (error) {
    onEnd({ error });
  }
}

const turnOf = async <Event>(lane: AsyncGenerator<Event, void>) => ({ lane, turn: await lane.next() });

function resultOf<Result>(end: End<Result> | undefined): Result {
  if (end && "result" in end) return end.result;
  throw end ? end.error : new Error("the work has not ended");
}
