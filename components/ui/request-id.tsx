import { CopyButton } from "./copy-button.tsx";

/** The id by which a request is found in the logs. Goes with every error that is shown. */
export function RequestId({ id }: { id: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 text-13 text-muted">
      Request <code className="min-w-0 truncate font-mono">{id}</code>
      <CopyButton text={id} label="Copy request id" />
    </span>
  );
}
