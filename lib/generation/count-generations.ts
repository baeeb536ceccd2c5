import type { Metrics } from "#lib/metrics/metrics.ts";

/** Counts builds by what came of them, and the APIs that came of them. */
export function countGenerations(metrics: Metrics): (outcome: string) => void {
  const generations = metrics.counter("generations_total", "Builds by what came of them.", ["outcome"]);
  const apps = metrics.counter("apps_created_total", "APIs that went live for the first time.").of();
  return (outcome) => {
    generations.of(outcome).add();
    if (outcome === "live") apps.add();
  };
}
