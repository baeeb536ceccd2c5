/** Runs `stop` once, on SIGTERM or when the launcher is gone (its channel closes, even after kill -9), then exits. */
export function onStop(stop: () => Promise<void>): void {
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
