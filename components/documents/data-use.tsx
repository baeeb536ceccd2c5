import type { Collections } from "#lib/documents/schema.ts";

const grouped = (value: number): string => value.toLocaleString("en-US");
const size = (bytes: number): string => (bytes < 1024 ** 2 ? `${grouped(Math.ceil(bytes / 1024))} KB` : bytes < 1024 ** 3 ? `${grouped(Math.round(bytes / 1024 ** 2))} MB` : `${grouped(Math.round((bytes * 10) / 1024 ** 3) / 10)} GB`);

/** How much of the plan's room is used, by all APIs of the workspace. */
export function DataUse({ used, limit }: Pick<Collections, "used" | "limit">) {
  return (
    <dl className="grid gap-4 sm:grid-cols-2">
      <Meter name="Documents" used={used.documents} limit={limit.documents} shown={`${grouped(used.documents)} of ${grouped(limit.documents)}`} />
      <Meter name="Size" used={used.bytes} limit={limit.bytes} shown={`${size(used.bytes)} of ${size(limit.bytes)}`} />
    </dl>
  );
}

function Meter({ name, used, limit, shown }: { name: string; used: number; limit: number; shown: string }) {
  const share = Math.min(1, used / limit);
  return (
    <div className="space-y-1.5">
      <dt className="text-13 text-muted">{name}</dt>
      <dd className="space-y-1.5">
        <span className="font-mono text-13 tabular-nums">{shown}</span>
        {/* Drawn: the page's policy allows no styles in attributes. */}
        <svg aria-hidden className={`block h-1.5 w-full rounded-full bg-sunken ${share >= 0.9 ? "text-paused" : "text-muted"}`}>
          <rect width={`${share * 100}%`} height="100%" rx="3" fill="currentColor" />
        </svg>
        {share >= 0.9 ? <span className="block text-13 text-paused">{share >= 1 ? "Full: new documents are refused." : "Nearly full."} Delete documents, or move to a larger plan.</span> : null}
      </dd>
    </div>
  );
}
