import type { KeyboardEvent } from "react";

type Language = "typescript" | "json";

/** What an editor does with Tab, Enter and Ctrl-/; everything else is the browser's. Changes go through the browser, so that undo takes them back. */
export function editKeys(event: KeyboardEvent<HTMLTextAreaElement>, language: Language): void {
  const area = event.currentTarget;
  const edit = editOf(area.value, area.selectionStart, area.selectionEnd, event, language);
  if (!edit || event.nativeEvent.isComposing) return;
  event.preventDefault();
  area.setSelectionRange(edit.from, edit.to);
  // The one way to write into a field that its undo knows.
  document.execCommand(edit.text === "" ? "delete" : "insertText", false, edit.text);
  area.setSelectionRange(edit.selectFrom, edit.selectTo);
}

export interface Edit {
  from: number;
  to: number;
  text: string;
  selectFrom: number;
  selectTo: number;
}

/** What a key makes of a text with a selection; null: nothing of its own. */
export function editOf(value: string, start: number, end: number, key: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }, language: Language): Edit | null {
  const isCommand = (key.ctrlKey || key.metaKey) && !key.altKey;
  if (key.key === "/" && isCommand && language === "typescript") return changeLines(value, start, end, toggleComment);
  if (isCommand || key.altKey) return null;
  if (key.key === "Tab" && !key.shiftKey && start === end) return insert(start, end, "  ");
  if (key.key === "Tab") return changeLines(value, start, end, (lines) => lines.map((line) => (key.shiftKey ? line.replace(/^ {1,2}|^\t/, "") : line === "" ? line : `  ${line}`)));
  if (key.key === "Enter" && !key.shiftKey) {
    const before = value.slice(value.lastIndexOf("\n", start - 1) + 1, start);
    const indent = /^[ \t]*/.exec(before)?.[0] ?? "";
    return insert(start, end, `\n${indent}${/[{[(]\s*$/.test(before) ? "  " : ""}`);
  }
  return null;
}

const insert = (from: number, to: number, text: string): Edit => ({ from, to, text, selectFrom: from + text.length, selectTo: from + text.length });

/** The whole lines that the selection touches are changed, and stay selected; a mere caret stays with its text. */
function changeLines(value: string, start: number, end: number, change: (lines: string[]) => string[]): Edit | null {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const next = value.indexOf("\n", end > start && value[end - 1] === "\n" ? end - 1 : end);
  const to = next === -1 ? value.length : next;
  const old = value.slice(from, to);
  const text = change(old.split("\n")).join("\n");
  if (text === old) return null;
  if (start !== end) return { from, to, text, selectFrom: from, selectTo: from + text.length };
  const caret = Math.max(from, start + text.length - old.length);
  return { from, to, text, selectFrom: caret, selectTo: caret };
}

function toggleComment(lines: string[]): string[] {
  const isOff = lines.every((line) => line.trim() === "" || /^\s*\/\//.test(line));
  return lines.map((line) => (line.trim() === "" ? line : isOff ? line.replace(/^(\s*)\/\/ ?/, "$1") : line.replace(/^\s*/, "$&// ")));
}
