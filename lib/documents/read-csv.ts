import { parse, CsvError } from "csv-parse";
import { Readable } from "node:stream";
import type { TableRow } from "./read-lines.ts";
import { fromCell } from "./table-cell.ts";

const MAX_RECORD_BYTES = 512 * 1024;
/** As many as an import tells of. */
const MAX_BAD = 100;

/** Rows of a CSV table with a head, as they come; of a row that can't be read, why. Separated by commas, or by semicolons or tabs when its head is. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableRow> {
  const source = Readable.from(bytes);
  const bad = badRows();
  const parser = parse({ bom: true, info: true, columns: toColumns, delimiter: [",", ";", "\t"], relax_quotes: false, skip_empty_lines: true, skip_records_with_error: true, max_record_size: MAX_RECORD_BYTES });
  parser.on("skip", (error: CsvError) => bad.add({ line: Number(error["lines"] ?? 0), reason: inWords(error) }));
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
      yield* bad.taken();
      const fields = Object.entries(record).map(([name, cell]) => [name, name === "id" ? (cell === "" ? undefined : cell) : fromCell(cell)] as const);
      yield { line: info.lines, fields: Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    bad.add({ line: Number(error["lines"] ?? 0), reason: `${inWords(error)} Nothing after it was read.` });
  }
  yield* bad.taken();
}

/** Bad rows until the next good one: the first of them, and of the others, which may be all of a large file, how many. */
function badRows() {
  let rows: TableRow[] = [];
  let more = 0;
  return {
    add: (row: TableRow) => void (rows.length < MAX_BAD ? rows.push(row) : more++),
    *taken(): Generator<TableRow> {
      const [told, [last], untold] = [rows, rows.slice(-1), more];
      [rows, more] = [[], 0];
      yield* told;
      if (last) for (let count = 0; count < untold; count++) yield last;
    },
  };
}

/** A column without a name is left out. */
const toColumns = (names: string[]): (string | false)[] => names.map((name) => (name.trim() === "" ? false : name.trim()));

function inWords(error: CsvError): string {
  switch (error.code) {
    case "CSV_RECORD_INCONSISTENT_COLUMNS":
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH":
      return "This row has another number of cells than the head.";
    case "CSV_MAX_RECORD_SIZE":
      return `This row is longer than ${MAX_RECORD_BYTES / 1024} KB.`;
    case "CSV_QUOTE_NOT_CLOSED":
      return "A quote that is opened here is never closed.";
    default:
      return "This row is not CSV: check its quotes.";
  }
}
