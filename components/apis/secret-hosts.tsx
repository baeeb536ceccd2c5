import { useId } from "react";

interface SecretHostsProps {
  /** Of the secret. */
  name: string;
  declared: readonly string[];
  chosen: readonly string[];
  error: string | undefined;
}

/** Which of the API's hosts are told a secret. */
export function SecretHosts({ name, declared, chosen, error }: SecretHostsProps) {
  const id = useId();
  return (
    <fieldset className="w-full" aria-describedby={error ? id : undefined}>
      <legend className="mb-1 text-13 text-muted">
        Goes to<span className="sr-only"> ({name})</span>
      </legend>
      <input type="hidden" name="choosesHosts" value="yes" />
      <div className="flex flex-wrap gap-x-5">
        {declared.map((host) => (
          <label key={host} className="flex min-h-8 min-w-0 cursor-pointer items-center gap-2.5 font-mono text-13 break-all pointer-coarse:min-h-11">
            <input type="checkbox" name="hosts" value={host} defaultChecked={chosen.includes(host)} className="size-4 shrink-0 accent-(--brand)" />
            {host}
          </label>
        ))}
      </div>
      {error ? (
        <p id={id} role="alert" className="text-13 text-failed">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
