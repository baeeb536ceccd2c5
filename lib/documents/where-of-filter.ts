import type { DocumentFilter } from "./schema.ts";
import { fromCell } from "./table-cell.ts";

/** A form's filter as the JSON of a `where`; undefined: everything. A value is read as in a table: 5 is a number, true is true, "5" is a text, nothing is null. */
export function whereOfFilter({ field, test, value }: DocumentFilter): string | undefined {
  if (field === "") return undefined;
  const isText = test === "contains" || test === "startsWith";
  return JSON.stringify({ [field]: { [test]: isText ? value : (fromCell(value) ?? null) } });
}
