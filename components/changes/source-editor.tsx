"use client";

import { type KeyboardEvent, type RefObject, useRef } from "react";

interface SourceEditorProps {
  label: string;
  text: string;
  onChange: (text: string) => void;
  area?: RefObject<HTMLTextAreaElement | null>;
}

/** A text with line numbers. Tab indents; Escape and then Tab leaves, so that nobody is caught in it. */
export function SourceEditor({ label, text, onChange, area }: SourceEditorProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const field = area ?? own;
  const gutter = useRef<HTMLPreElement>(null);
  const isLeaving = useRef(false);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Escape") isLeaving.current = true;
    if (event.key !== "Tab" || event.shiftKey || isLeaving.current) {
      if (event.key !== "Escape") isLeaving.current = false;
      return;
    }
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    onChange(`${value.slice(0, selectionStart)}  ${value.slice(selectionEnd)}`);
    const target = event.currentTarget;
    requestAnimationFrame(() => target.setSelectionRange(selectionStart + 2, selectionStart + 2));
  }
  return (
    <div className="flex h-[28rem] min-w-0 overflow-hidden rounded-md border border-edge bg-sunken focus-within:border-ink">
      <pre ref={gutter} aria-hidden className="w-12 shrink-0 overflow-hidden py-2 pr-2 text-right font-mono text-13 leading-5 text-muted select-none">
        {Array.from({ length: text.split("\n").length }, (_, index) => index + 1).join("\n")}
      </pre>
      <textarea
        ref={field}
        aria-label={label}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        className="min-w-0 flex-1 resize-none bg-surface px-3 py-2 font-mono text-13 leading-5 whitespace-pre text-ink outline-none"
      />
    </div>
  );
}
