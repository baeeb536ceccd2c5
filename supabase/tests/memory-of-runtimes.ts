import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { descendants } from "./process-tree.ts";

const PIECE = 4 << 20;

/** How often each text lies in the readable memory of the workerd processes that this process started. Needs root, or the same user and no hardening. */
export function memoryOfRuntimes(texts: readonly string[]): { processes: number; found: Record<string, number> } {
  const found = Object.fromEntries(texts.map((text) => [text, 0]));
  const pids = descendants(process.pid).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("serve\0--binary"));
  let processes = 0;
  for (const pid of pids) {
    let isRead = false;
    const memory = openSync(`/proc/${pid}/mem`, "r");
    for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
      const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) r/.exec(line) ?? [];
      if (start === undefined || end === undefined || /\[v(var|syscall)/.test(line)) continue;
      for (let at = parseInt(start, 16); at < parseInt(end, 16); at += PIECE) {
        // Pieces overlap, so that a text across two of them is found.
        const piece = read(memory, at, Math.min(PIECE + 256, parseInt(end, 16) - at));
        isRead ||= piece.length > 0;
        for (const text of texts) for (const form of [Buffer.from(text), Buffer.from(text, "utf16le")]) if (piece.includes(form)) found[text] = (found[text] ?? 0) + 1;
      }
    }
    closeSync(memory);
    if (isRead) processes += 1;
  }
  return { processes, found };
}

function read(memory: number, at: number, size: number): Buffer {
  const piece = Buffer.allocUnsafe(size);
  try {
    return piece.subarray(0, readSync(memory, piece, 0, size, at));
  } catch {
    // Reserved, not backed by anything.
    return Buffer.alloc(0);
  }
}
