import { Part } from "./part.tsx";

const SIZES = [
  { name: "44", className: "text-44 font-semibold tracking-tight", text: "A sentence becomes an endpoint" },
  { name: "28", className: "text-28 font-semibold tracking-tight", text: "Page titles" },
  { name: "20", className: "text-20 font-semibold", text: "Sections of a page" },
  { name: "16", className: "text-16", text: "Docs and landing are set in this size, at most 72 characters a line." },
  { name: "14", className: "text-14", text: "The app’s own text: labels, rows, buttons." },
  { name: "13", className: "text-13 text-muted", text: "Hints, captions and what stands beside a figure." },
  { name: "12", className: "font-mono text-12 text-muted", text: "GET /books 200 in 14 ms" },
];
const COLOURS = [
  { name: "paper", className: "bg-paper" },
  { name: "surface", className: "bg-surface" },
  { name: "sunken", className: "bg-sunken" },
  { name: "line", className: "bg-line" },
  { name: "edge", className: "bg-edge" },
  { name: "muted", className: "bg-muted" },
  { name: "ink", className: "bg-ink" },
  { name: "brand", className: "bg-brand" },
  { name: "building", className: "bg-building" },
  { name: "paused", className: "bg-paused" },
  { name: "failed", className: "bg-failed" },
  { name: "test money", className: "bg-test-money" },
];

/** Type and colour. */
export function DesignFoundations({ theme }: { theme: string }) {
  return (
    <div className="space-y-8">
      <Part name="Type: Geist Sans for words, Geist Mono for what can be copied" isStacked>
        <ul aria-label={`Sizes of type, ${theme}`} className="space-y-2">
          {SIZES.map(({ name, className, text }) => (
            <li key={name} className="flex items-baseline gap-4">
              <span className="w-6 shrink-0 font-mono text-12 text-muted">{name}</span>
              <span className={`min-w-0 break-words ${className}`}>{text}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part name="Colour: green where something answers 200, and nowhere else" isStacked>
        <ul aria-label={`Colours, ${theme}`} className="grid grid-cols-3 gap-3 sm:grid-cols-6">
          {COLOURS.map(({ name, className }) => (
            <li key={name} className="space-y-1 text-12 text-muted">
              <span className={`block h-10 rounded-md border border-line ${className}`} />
              {name}
            </li>
          ))}
        </ul>
      </Part>
    </div>
  );
}
