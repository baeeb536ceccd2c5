import type { Duplex } from "node:stream";

const GRACE_MS = 1_000;

/**
 * Ends a connection that has had its last answer. What still comes is read and dropped, so that the answer is not lost in a reset; a client that
 * doesn't close its side is not waited for: HTTP servers of node allow half-open connections, and nothing else would end it.
 */
export function endSocket(socket: Duplex, last?: string): void {
  socket.on("error", () => socket.destroy()).resume();
  if (last === undefined) socket.end();
  else socket.end(last);
  setTimeout(() => socket.destroy(), GRACE_MS).unref();
}
