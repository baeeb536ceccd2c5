/** Calls one after the other from a few callers until told to stop. Tells how many were answered, how many not, and what they took. */
export function startSteadyCallers(url: string, key: string, callers: number): { good(): number; stop(): Promise<{ good: number; bad: number; p99Ms: number; reasons: string[] }> } {
  let isOver = false;
  let bad = 0;
  const reasons = new Set<string>();
  const took: number[] = [];
  const loops = Array.from({ length: callers }, async () => {
    while (!isOver) {
      const begun = performance.now();
      const problem = await fetch(url, { headers: { "x-api-key": key }, signal: AbortSignal.timeout(30_000) }).then(async (response) => (await response.text()) === "ok" ? null : `status ${response.status}`, (error: Error) => `${error.name} ${String(error.cause)}`);
      if (problem === null) took.push(performance.now() - begun);
      else {
        bad += 1;
        reasons.add(problem);
      }
    }
  });
  return {
    good: () => took.length,
    async stop() {
      isOver = true;
      await Promise.all(loops);
      const sorted = took.toSorted((one, other) => one - other);
      return { good: took.length, bad, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0, reasons: [...reasons] };
    },
  };
}
