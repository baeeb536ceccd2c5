/** Keys to press together, as they are written on the keyboard. */
export function Kbd({ keys }: { keys: readonly string[] }) {
  return (
    <span className="inline-flex shrink-0 gap-1">
      {keys.map((key) => (
        <kbd key={key} className="inline-flex min-w-5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-mono text-12 leading-[1.125rem] text-muted">
          {key}
        </kbd>
      ))}
    </span>
  );
}
