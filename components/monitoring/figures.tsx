import { Link } from "#components/ui/link.tsx";
import type { ListedRuntime } from "#lib/apis/list-runtimes.ts";
import type { RunnerHealth } from "#lib/runtime/runtime.ts";
import { FigureGrid } from "#components/ui/figure-grid.tsx";

/** What runs now, and what isolates it. */
export function Figures({ health, runtimes }: { health: RunnerHealth | null; runtimes: readonly ListedRuntime[] }) {
  const awake = runtimes.filter(({ runtime }) => runtime?.state === "awake").length;
  const waiting = runtimes.reduce((total, { runtime }) => total + (runtime?.queue ?? 0), 0);
  return (
    <FigureGrid
      figures={[
        { label: "Awake", value: `${awake} of ${runtimes.length}`, note: health ? `${health.awake} on this installation` : "not known right now" },
        { label: "Ready to wake", value: health ? health.parked.toLocaleString("en") : "–", note: "empty runtimes that wait for an API", isBad: health?.parked === 0 },
        { label: "Waiting calls", value: waiting.toLocaleString("en"), note: "until their API is awake" },
        {
          label: "Sandbox",
          value: health?.tier ?? "–",
          isBad: health !== null && health.status !== "healthy",
          note: (
            <>
              {health ? health.layers.join(" → ") : "not known right now"}.{" "}
              <Link href="/security" className="underline underline-offset-4">
                What it stops
              </Link>
            </>
          ),
        },
      ]}
    />
  );
}
