/** Runs a command of the terminal: prints what it says; null: it was called wrongly, so its usage. An error is told by its message. */
export async function runCommand(command: () => Promise<string | null>, usage: string): Promise<void> {
  try {
    const said = await command();
    (said === null ? process.stderr : process.stdout).write(said ?? usage);
    process.exitCode = said === null ? 2 : 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
