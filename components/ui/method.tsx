/** An HTTP method, as wide as the longest so that paths line up. */
export function Method({ method }: { method: string }) {
  return <span className="inline-block w-14 shrink-0 font-mono text-12 font-semibold text-muted">{method}</span>;
}
