/** A table in Markdown, columns padded for a terminal. The first row is its head. */
export function formatTable(rows: readonly string[][]): string {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => (row[column] ?? "").replaceAll("|", "\\|")));
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  const lines = rows.map((_, line) => `| ${columns.map((cells, column) => (cells[line] ?? "").padEnd(widths[column] ?? 0)).join(" | ")} |`);
  lines.splice(1, 0, `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
  return lines.join("\n");
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
