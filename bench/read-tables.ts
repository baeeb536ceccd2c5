export interface ReadTable {
  columns: string[];
  /** A cell that is a number is one here. */
  rows: (string | number)[][];
}

/** What formatTable has written, and the lines around it. */
export function readTables(text: string): { tables: ReadTable[]; notes: string[] } {
  const tables: ReadTable[] = [];
  const notes: string[] = [];
  let open: ReadTable | null = null;
  for (const line of text.split("\n")) {
    if (!line.startsWith("|")) {
      open = null;
      if (line.trim()) notes.push(line);
    } else if (!open) tables.push((open = { columns: cellsOf(line), rows: [] }));
    else if (!/^\|[-|]+\|$/.test(line)) open.rows.push(cellsOf(line).map((cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)));
  }
  return { tables, notes };
}

const cellsOf = (line: string): string[] => line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
