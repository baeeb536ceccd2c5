import assert from "node:assert/strict";
import { test } from "node:test";
import { editOf } from "./edit-keys.ts";

/** `[` and `]` are the selection, `|` a caret. */
function press(marked: string, key: string, part: { shiftKey?: boolean; ctrlKey?: boolean } = {}, language: "typescript" | "json" = "typescript"): string {
  const value = marked.replace(/[‹›|]/g, "");
  const start = marked.search(/[‹|]/);
  const end = marked.includes("›") ? marked.indexOf("›") - 1 : start;
  const edit = editOf(value, start, end, { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...part }, language);
  if (!edit) return "unchanged";
  const text = value.slice(0, edit.from) + edit.text + value.slice(edit.to);
  return edit.selectFrom === edit.selectTo ? `${text.slice(0, edit.selectFrom)}|${text.slice(edit.selectFrom)}` : `${text.slice(0, edit.selectFrom)}‹${text.slice(edit.selectFrom, edit.selectTo)}›${text.slice(edit.selectTo)}`;
}

test("Tab indents at the caret and over the lines of a selection, Shift-Tab takes it back", () => {
  assert.equal(press("a|b", "Tab"), "a  |b");
  assert.equal(press("x\na‹b\nc›d\ny", "Tab"), "x\n‹  ab\n  cd›\ny");
  assert.equal(press("  ‹a\n    b›", "Tab", { shiftKey: true }), "‹a\n  b›");
  assert.equal(press("    a|", "Tab", { shiftKey: true }), "  a|");
  assert.equal(press("a|", "Tab", { shiftKey: true }), "unchanged");
});

test("Enter keeps the indentation, and goes one deeper after an opening brace", () => {
  assert.equal(press("  a|", "Enter"), "  a\n  |");
  assert.equal(press("  if (x) {|", "Enter"), "  if (x) {\n    |");
});

test("Ctrl-/ makes lines of TypeScript comments and back; JSON has none", () => {
  assert.equal(press("‹  a\n\n  b›", "/", { ctrlKey: true }), "‹  // a\n\n  // b›");
  assert.equal(press("‹  // a\n  //b›", "/", { ctrlKey: true }), "‹  a\n  b›");
  assert.equal(press("a|", "/", { ctrlKey: true }, "json"), "unchanged");
});

test("other keys are the browser's", () => {
  for (const key of ["a", "ArrowDown", "Backspace"]) assert.equal(press("a|", key), "unchanged");
  assert.equal(press("a|", "Enter", { ctrlKey: true }), "unchanged");
});
