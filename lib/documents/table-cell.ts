import type { Json } from "#lib/runtime/runtime.ts";

/** A value as a cell of a CSV table: plain text where it is read back as the same text, else JSON. A missing value is an empty cell. */
export function toCell(value: Json | undefined): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  // What a spreadsheet would take for a formula stands in quotes of its own.
  return fromCell(value) === value && !/^[=+\-@\t\r]/.test(value) ? value : JSON.stringify(value);
}

/** Undefined: the cell is empty. Numbers that would change on the way stay text: 007, or more digits than a number holds. */
export function fromCell(text: string): Json | undefined {
  if (text === "") return undefined;
  if (!/^(-?\d|[[{"]|true$|false$|null$)/.test(text)) return text;
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "number" && JSON.stringify(value) !== text ? text : value;
  } catch {
    return text;
  }
}
