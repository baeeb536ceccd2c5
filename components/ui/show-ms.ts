/** Milliseconds as people read them: "<1 ms", "14 ms", "1.24 s". */
export const showMs = (ms: number): string => (ms < 1 ? "<1 ms" : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`);
