import type { ReadOutline } from "#lib/generation/outline/schema.ts";

/** A description as it was written; what isn't in the outline is struck. */
export function Described({ text, open }: { text: string; open: ReadOutline["open"] }) {
  return (
    <blockquote tabIndex={0} className="max-h-40 min-w-0 max-w-[72ch] overflow-y-auto border-l-2 border-line pl-3 text-16 break-words whitespace-pre-line">
      {struck(text, open.map((part) => part.text)).map(({ at, text: piece, isOpen }) => (isOpen ? <del key={at} className="text-muted decoration-muted/70" title="Not in this API">{piece}</del> : <span key={at}>{piece}</span>))}
    </blockquote>
  );
}

interface Piece {
  at: number;
  text: string;
  isOpen: boolean;
}

/** The text in pieces, each part where it stands first. */
function struck(text: string, parts: readonly string[]): Piece[] {
  const places = parts.map((part) => ({ from: text.indexOf(part), to: text.indexOf(part) + part.length })).filter(({ from }) => from >= 0).toSorted((one, other) => one.from - other.from);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of places) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    if (start > at) pieces.push({ at, text: text.slice(at, start), isOpen: false });
    pieces.push({ at: start, text: text.slice(start, to), isOpen: true });
    at = to;
  }
  return at < text.length ? [...pieces, { at, text: text.slice(at), isOpen: false }] : pieces;
}
