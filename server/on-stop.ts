/**
 * Runs `stop` once, on SIGTERM or when the launcher is gone (its channel closes, even after kill -9), then exits. Whoever read its output
 * may be gone first: a process that can't write its log must still be able to stop.
 */
export function onStop(stop: () => Promise<void>): void {
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  let isStopping = false;
  const once = () => {
    if (isStopping) return;
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", once);
  process.on("SIGINT", once);
  if (process.channel) process.on("disconnect", once);
}
