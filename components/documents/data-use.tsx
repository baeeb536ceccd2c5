import type { Collections } from "#lib/documents/schema.ts";
import { Meter } from "#components/ui/meter.tsx";
import { showBytes } from "#components/usage/show-figures.ts";

const grouped = (value: number): string => value.toLocaleString("en");
const NEARLY = 0.9;

/** How much of the plan's room is used, by all APIs of the workspace. */
export function DataUse({ used, limit }: Pick<Collections, "used" | "limit">) {
  const share = shareOf({ used, limit });
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Meter label="Documents" used={used.documents} limit={limit.documents} words={`${grouped(used.documents)} of ${grouped(limit.documents)}`} />
        <Meter label="Size" used={used.bytes} limit={limit.bytes} words={`${showBytes(used.bytes)} of ${showBytes(limit.bytes)}`} />
        <Meter label="Indexes" used={used.indexes} limit={limit.indexes} words={`${grouped(used.indexes)} of ${grouped(limit.indexes)}`} />
      </div>
      {isNearlyFull({ used, limit }) ? <p className="text-13 text-paused">{share >= 1 ? "Full: new documents are refused." : "Nearly full."} Delete documents, or move to a larger plan.</p> : null}
    </div>
  );
}

type Use = Pick<Collections, "used" | "limit">;
const shareOf = ({ used, limit }: Use): number => Math.max(used.documents / limit.documents, used.bytes / limit.bytes);
/** It is said first then. */
export const isNearlyFull = (use: Use): boolean => shareOf(use) >= NEARLY;
