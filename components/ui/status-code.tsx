import { classNames } from "./class-names.ts";

/** An HTTP status, in the colours of the charts: green when it succeeded, amber when the call was refused, red when it failed. */
export function StatusCode({ status }: { status: number }) {
  return <span className={classNames("font-mono text-13 font-medium tabular-nums", status < 400 ? "text-brand" : status < 500 ? "text-paused" : "text-failed")}>{status}</span>;
}
