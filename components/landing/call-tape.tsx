/** The calls of a key, one place each: those that were made, green when they succeeded and red when they were refused, and those that are left. */
export function CallTape({ statuses, left, total }: { statuses: readonly number[]; left: number; total: number }) {
  const used = total - left;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <svg aria-hidden viewBox={`0 0 ${total * 12} 16`} className="h-4 w-60 max-w-full shrink-0">
        {Array.from({ length: total }, (_item, place) => (
          <rect key={place} x={place * 12} width="8" height="16" rx="2" className={place >= used ? "fill-line" : (statuses[place - (used - statuses.length)] ?? 200) < 400 ? "fill-brand" : "fill-failed"} />
        ))}
      </svg>
      <p role="status" className="text-13 text-muted">
        <span className="font-mono text-ink tabular-nums">{left}</span> {`of ${total} calls left`}
      </p>
    </div>
  );
}
