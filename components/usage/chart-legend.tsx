/** What the colours of a chart of calls mean. */
export function ChartLegend() {
  return (
    <ul className="flex flex-wrap gap-x-3">
      {[["bg-brand", "answered"], ["bg-paused", "4xx"], ["bg-failed", "5xx"]].map(([colour, name]) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-2.5 rounded-sm ${colour}`} />
          {name}
        </li>
      ))}
    </ul>
  );
}
