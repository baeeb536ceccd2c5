import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";

interface SnippetProps {
  title: string;
  /** What the copy button copies. */
  text: string;
  /** Highlighted form of `text`; plain when absent. */
  children?: ReactNode;
}

/** A few lines to paste into a terminal. */
export function Snippet({ title, text, children }: SnippetProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line py-0.5 pr-0.5 pl-3 text-13 text-muted">
        {title}
        <CopyButton text={text} label={`Copy ${title}`} />
      </figcaption>
      <pre tabIndex={0} aria-label={title} className="overflow-x-auto p-3 font-mono text-13">
        <code>{children ?? text}</code>
      </pre>
    </figure>
  );
}
