import { closeSync, openSync } from "node:fs";

const hadTerminal = canOpenTerminal();

/** Whether the terminal that this process was started from was closed. */
export const isTerminalGone = (): boolean => hadTerminal && !canOpenTerminal();

function canOpenTerminal(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r+"));
    return true;
  } catch {
    return false;
  }
}
