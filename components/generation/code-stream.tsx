"use client";

import { memo, useEffect, useRef } from "react";
import { paintLine } from "#components/ui/paint-code.ts";

interface CodeStreamProps {
  files: { name: string; text: string }[];
  isWriting: boolean;
}

/** The code as it is written; follows its end until the reader scrolls up. */
export function CodeStream({ files, isWriting }: CodeStreamProps) {
  const box = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const lastTop = useRef(0);
  const size = files.reduce((sum, file) => sum + file.text.length, 0);

  useEffect(() => {
    const element = box.current;
    if (element && isWriting && isFollowing.current) element.scrollTop = element.scrollHeight;
  }, [size, isWriting]);

  function onScroll() {
    const element = box.current;
    if (!element) return;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    // Code that arrives between a scroll and its event moves the end away: only going up means that somebody reads.
    isFollowing.current = isAtEnd || (isFollowing.current && element.scrollTop >= lastTop.current);
    lastTop.current = element.scrollTop;
  }
  return (
    <div
      ref={box}
      onScroll={onScroll}
      role="region"
      aria-label="Code"
      tabIndex={0}
      className="h-72 overflow-auto rounded-md border border-line bg-sunken font-mono text-12 lg:h-[30rem]"
    >
      {files.length === 0 ? <p className="p-4 text-muted">The code appears here as it is written.</p> : null}
      {files.map((file) => (
        <figure key={file.name}>
          <figcaption className="sticky top-0 border-b border-line bg-sunken px-4 py-1.5 text-muted">{file.name}</figcaption>
          <pre className="w-max min-w-full p-4">
            {file.text.split("\n").map((line, index) => (
              <CodeLine key={index} line={line} />
            ))}
          </pre>
        </figure>
      ))}
    </div>
  );
}

const CodeLine = memo(function CodeLine({ line }: { line: string }) {
  return (
    <code className="block min-h-4">
      {paintLine(line).map((piece, index) => (
        <span key={index} className={piece.className ?? undefined}>
          {piece.text}
        </span>
      ))}
    </code>
  );
});
