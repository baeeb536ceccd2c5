import { paintLine } from "#components/ui/paint-code.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** More is shown without colours: each colour is an element. */
const MAX_COLOURED = 30_000;
const MAX_SHOWN = 200_000;

/** A body that anybody may have written: always text, never markup. JSON with line breaks and colours, binary only by its size. */
export function BodyText({ text, label }: { text: string; label: string }) {
  if (text === "") return <p className="text-muted">Empty body</p>;
  if (isBinary(text)) return <Notice>{`Binary, about ${text.length.toLocaleString("en")} characters: it is not shown as text.`}</Notice>;
  const whole = pretty(text);
  const shown = whole.slice(0, MAX_SHOWN);
  return (
    <figure className="relative min-w-0">
      <pre tabIndex={0} aria-label={label} className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 pr-12 font-mono text-13 break-words whitespace-pre-wrap [overflow-wrap:anywhere]">
        {shown.length > MAX_COLOURED ? shown : <Coloured text={shown} />}
      </pre>
      <div className="absolute top-1 right-1">
        <CopyButton text={whole} label={`Copy ${label.toLowerCase()}`} />
      </div>
      {shown.length < whole.length ? <figcaption className="pt-1 text-13 text-muted">{`The first ${MAX_SHOWN.toLocaleString("en")} of ${whole.length.toLocaleString("en")} characters. Copy takes all.`}</figcaption> : null}
    </figure>
  );
}

function Coloured({ text }: { text: string }) {
  return text.split("\n").map((line, index) => (
    <span key={index} className="block min-h-5">
      {paintLine(line).map((piece, at) => (
        <span key={at} className={piece.className ?? undefined}>
          {piece.text}
        </span>
      ))}
    </span>
  ));
}

/** JSON with line breaks; anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const isBinary = (text: string): boolean => text.slice(0, 4_000).includes("\0") || (text.slice(0, 4_000).match(/\uFFFD/g)?.length ?? 0) > 8;
