/** One row of a table that is imported: its line, and its fields or why it has none. */
export type TableRow = { line: number } & ({ fields: Record<string, unknown> } | { reason: string });

const MAX_LINE_BYTES = 512 * 1024;
const NEWLINE = 10;

/** JSON lines as they come. Holds one line, however long what comes is; empty lines are left out. */
export async function* readJsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableRow> {
  let line = 1;
  let held: Uint8Array[] = [];
  let size = 0;
  const end = (): TableRow | null => {
    const row = size > MAX_LINE_BYTES ? { line, reason: `This line is longer than ${MAX_LINE_BYTES / 1024} KB.` } : toRow(line, Buffer.concat(held));
    line += 1;
    [held, size] = [[], 0];
    return row;
  };
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; ) {
      const at = chunk.indexOf(NEWLINE, from);
      const part = chunk.subarray(from, at === -1 ? chunk.length : at);
      size += part.length;
      if (size <= MAX_LINE_BYTES) held.push(part);
      else held = [];
      from = at === -1 ? chunk.length : at + 1;
      const row = at === -1 ? null : end();
      if (row) yield row;
    }
  }
  const last = end();
  if (last) yield last;
}

function toRow(line: number, bytes: Buffer): TableRow | null {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).trim();
  } catch {
    return { line, reason: "This line is not UTF-8 text." };
  }
  if (text === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return { line, fields: value as Record<string, unknown> };
    return { line, reason: "This line is JSON, but no object." };
  } catch {
    return { line, reason: "This line is not JSON." };
  }
}
