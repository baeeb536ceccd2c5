import type { Metrics, ReadRows } from "#lib/metrics/metrics.ts";

const ANSWER_MS = 800;

/** Whether Postgres answers, and the connections of this process's role by state, as Postgres sees them. `read`: one row a state. */
export function addDatabaseMetrics(metrics: Metrics, read: ReadRows): void {
  // One question for both.
  let asked: { at: number; rows: ReturnType<ReadRows> } | undefined;
  const rows = () => {
    if (!asked || performance.now() - asked.at > 500) asked = { at: performance.now(), rows: Promise.resolve(read()) };
    return asked.rows;
  };
  metrics.gauge("database_up", "1 when Postgres answers.", [], async () => {
    const isUp = await Promise.race([Promise.resolve(rows()).then(() => true, () => false), new Promise<boolean>((done) => setTimeout(() => done(false), ANSWER_MS).unref())]);
    return [[[], isUp ? 1 : 0]];
  });
  metrics.gauge("database_connections", "Connections of this process's database role by state.", ["state"], rows);
}
