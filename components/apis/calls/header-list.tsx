/** Headers, and the names of those whose values aren't kept. */
export function HeaderList({ headers, hidden }: { headers: Record<string, string>; hidden: readonly string[] }) {
  const entries = Object.entries(headers);
  if (entries.length === 0 && hidden.length === 0) return null;
  return (
    <details className="text-13">
      <summary className="flex min-h-8 items-center rounded-sm text-muted pointer-coarse:min-h-11">{`Headers, ${entries.length + hidden.length}`}</summary>
      <dl className="space-y-0.5 font-mono text-12 break-all">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt className="inline text-muted">{name}: </dt>
            <dd className="inline">{value}</dd>
          </div>
        ))}
      </dl>
      {hidden.length > 0 ? <p className="pt-1 text-12 break-words text-muted">{`Their values aren’t kept: ${hidden.join(", ")}.`}</p> : null}
    </details>
  );
}
