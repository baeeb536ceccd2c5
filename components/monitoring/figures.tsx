import Link from "next/link";
import type { ReactNode } from "react";
import type { ListedRuntime } from "#lib/apis/list-runtimes.ts";
import type { RunnerHealth } from "#lib/runtime/runtime.ts";

/** What matters first: whether it works, who uses it, what isolates it. */
export function Figures({ health, runtimes }: { health: RunnerHealth | null; runtimes: readonly ListedRuntime[] }) {
  const sum = (of: (day: ListedRuntime["day"]) => number) => runtimes.reduce((total, { day }) => total + of(day), 0);
  const awake = runtimes.filter(({ runtime }) => runtime?.state === "awake").length;
  const errors = sum(({ errors: own }) => own);
  return (
    <dl className="grid gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
      <Figure label="Awake" value={`${awake} of ${runtimes.length}`} note={health ? `${health.awake} on this installation, ${health.parked} parked for the next` : "not known right now"} />
      <Figure label="Calls, 24 h" value={sum(({ calls }) => calls).toLocaleString("en")} note={`${sum(({ clientErrors }) => clientErrors).toLocaleString("en")} refused with a 4xx`} />
      <Figure label="Errors, 24 h" value={errors.toLocaleString("en")} isBad={errors > 0} note="answers with a 5xx" />
      <Figure
        label="Sandbox"
        value={health?.tier ?? "–"}
        isBad={health !== null && health.status !== "healthy"}
        note={
          <>
            {health ? health.layers.join(" → ") : "not known right now"}.{" "}
            <Link href="/security" className="underline underline-offset-4">
              What it stops
            </Link>
          </>
        }
      />
    </dl>
  );
}

function Figure({ label, value, note, isBad = false }: { label: string; value: string; note: ReactNode; isBad?: boolean }) {
  return (
    <div className="space-y-1 bg-surface p-4">
      <dt className="text-13 text-muted">{label}</dt>
      <dd className={`text-20 font-semibold tabular-nums ${isBad ? "text-failed" : ""}`}>{value}</dd>
      <dd className="text-13 break-words text-muted">{note}</dd>
    </div>
  );
}
