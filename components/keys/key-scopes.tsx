interface KeyScopesProps {
  id: string;
  scopes: readonly string[];
  chosen: readonly string[];
  error: string | undefined;
}

/** What a management key may do. */
export function KeyScopes({ id, scopes, chosen, error }: KeyScopesProps) {
  return (
    <fieldset aria-describedby={error ? `${id}-scopes-error` : undefined}>
      <legend className="mb-1 text-13 font-medium">Scopes</legend>
      <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
        {scopes.map((scope) => (
          <label key={scope} className="flex min-h-8 cursor-pointer items-center gap-2.5 font-mono text-13 pointer-coarse:min-h-11">
            <input type="checkbox" name="scopes" value={scope} defaultChecked={chosen.includes(scope)} className="size-4 accent-(--brand)" />
            {scope}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-scopes-error`} className="text-13 text-failed">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
