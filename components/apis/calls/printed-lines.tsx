/** What a call printed and threw. Anybody may have written it: always text. */
export function PrintedLines({ lines }: { lines: readonly { level: string; text: string }[] }) {
  if (lines.length === 0) return <p className="text-13 text-muted">It printed nothing.</p>;
  return (
    <ol tabIndex={0} aria-label="Console" className="max-h-60 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-12">
      {lines.map(({ level, text }, index) => (
        <li key={index} className={level === "error" || level === "exception" ? "text-failed" : level === "warn" ? "text-paused" : undefined}>
          <span className="mr-2 text-muted select-none">{level}</span>
          <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</span>
        </li>
      ))}
    </ol>
  );
}
