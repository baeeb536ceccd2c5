/**
 * Runs a command of the terminal: prints what it says; null: it was called wrongly, so its usage. An error is told by its message. SIGINT and
 * SIGTERM abort its signal, so that it cleans up; a second one ends it at once.
 */
export async function runCommand(command: (signal: AbortSignal) => Promise<string | null>, usage: string): Promise<void> {
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interrupted.abort(new Error("Interrupted: nothing is left of it.")));
  try {
    const said = await command(interrupted.signal);
    (said === null ? process.stderr : process.stdout).write(said ?? usage);
    process.exitCode = said === null ? 2 : 0;
  } catch (thrown) {
    const error: unknown = interrupted.signal.aborted ? interrupted.signal.reason : thrown;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
