import { classNames } from "./class-names.ts";

/** An HTTP status: green when it succeeded, red when it did not. */
export function StatusCode({ status }: { status: number }) {
  return <span className={classNames("font-mono text-13 font-medium tabular-nums", status < 400 ? "text-brand" : "text-failed")}>{status}</span>;
}
