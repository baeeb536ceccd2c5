import { RotateCcw } from "lucide-react";
import type { Repair } from "./build-state.ts";

/** What the gate stopped before, and that it went back to be put right. Nothing when nothing was. */
export function RepairList({ repairs, isOver }: { repairs: readonly Repair[]; isOver: boolean }) {
  if (repairs.length === 0) return null;
  return (
    <div role="status">
      <ol aria-label="Repairs" className="space-y-1.5 rounded-md border border-line bg-surface px-4 py-3 text-13">
        {repairs.map((repair, index) => (
          <li key={repair.attempt} className="flex items-start gap-2">
            <RotateCcw aria-hidden className="mt-0.5 size-4 shrink-0 text-building" />
            <span className="min-w-0 break-words">
              <span className="font-medium">{`Repair ${repair.attempt} of at most ${repair.of}${!isOver && index === repairs.length - 1 ? ", running" : ""}.`}</span>{" "}
              <span className="text-muted">{repair.reason.replace(" Nothing was deployed.", "")}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
