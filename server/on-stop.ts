/**
 * Runs `stop` once, then exits. `hurry` is aborted on SIGTERM or when the launcher is gone (its channel closes, even after kill -9); until
 * then a successor serves and there is time to finish. Whoever read our output may be gone first: a process that can't write its log must
 * still be able to stop.
 */
export function onStop(stop: (hurry: AbortSignal) => Promise<void>): void {
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  const hurry = new AbortController();
  let isStopping = false;
  const once = () => {
    if (isStopping) return;
    isStopping = true;
    stop(hurry.signal).then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  const now = () => {
    hurry.abort();
    once();
  };
  process.on("SIGTERM", now);
  process.on("SIGINT", now);
  // The launcher may have ended while we started.
  if (process.connected === false) return now();
  if (!process.channel) return;
  process.on("disconnect", now);
  process.on("message", (message) => {
    if (typeof message === "object" && message !== null && "type" in message && message.type === "retire") once();
  });
}

/** Resolves after `calmMs`, or `hurriedMs` after somebody is in a hurry. */
export function patience(hurry: AbortSignal, { calmMs, hurriedMs }: { calmMs: number; hurriedMs: number }): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, calmMs).unref();
    const begin = () => void setTimeout(resolve, hurriedMs).unref();
    if (hurry.aborted) begin();
    else hurry.addEventListener("abort", begin, { once: true });
  });
}
