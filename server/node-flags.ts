/** Half of V8's young generation, in MB, of processes that make much that dies young. Left to itself it grows for an hour, up to 128 MB in all. */
const YOUNG_MB: Record<string, number> = { "server/gateway.ts": 32, "server/runner.ts": 8 };

/** What node is started with for a script of ours. */
export function nodeFlags(script: string): string[] {
  const young = YOUNG_MB[script];
  return ["--disable-warning=ExperimentalWarning", ...(young ? [`--min-semi-space-size=${young}`, `--max-semi-space-size=${young}`] : [])];
}
