/** What one process counts. Hot paths only add to numbers that they hold; everything slow happens when somebody asks. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  histogram(name: string, help: string, buckets: readonly number[]): Histogram;
  /** Read when asked for. Each row: the values of its labels, and the number. What fails or is late is left out. */
  gauge(name: string, help: string, labels: readonly string[], read: ReadRows): void;
  /** A counter that somebody else keeps. */
  counted(name: string, help: string, labels: readonly string[], read: ReadRows): void;
  collect(): Promise<MetricFamily[]>;
}
export interface Counter {
  /** The child of these label values, to be kept by hot paths. Values are of a small closed set: never ids, paths or addresses. */
  of(...values: string[]): { add(count?: number): void };
}
export interface Histogram {
  observe(value: number): void;
}
type Rows = readonly (readonly [values: readonly string[], value: number])[];
export type ReadRows = () => Rows | Promise<Rows>;

/** As it goes from process to process. */
export interface MetricFamily {
  name: string;
  help: string;
  type: "counter" | "gauge" | "histogram";
  labels: readonly string[];
  rows: Rows;
  histogram?: { buckets: readonly number[]; counts: readonly number[]; sum: number };
}

/** Beyond this a label was given something unbounded: the rest is counted together. */
const MAX_CHILDREN = 100;
const READ_TIMEOUT_MS = 1_000;

export function createMetrics(): Metrics {
  const families: (() => MetricFamily | Promise<MetricFamily | null>)[] = [];
  const read = (type: "counter" | "gauge", name: string, help: string, labels: readonly string[], rows: ReadRows) => void families.push(async () => {
    const found = await within(rows).catch(() => null);
    return found && { name, help, type, labels, rows: found };
  });
  return {
    counter(name, help, labels = []) {
      const children = new Map<string, { values: readonly string[]; count: number; add(count?: number): void }>();
      families.push(() => ({ name, help, type: "counter", labels, rows: [...children.values()].map(({ values, count }) => [values, count] as const) }));
      const of = (...values: string[]) => {
        const known = children.get(values.join("\0"));
        if (known) return known;
        if (children.size >= MAX_CHILDREN && values.some((value) => value !== "other")) return of(...labels.map(() => "other"));
        const child = { values, count: 0, add: (count = 1) => void (child.count += count) };
        children.set(values.join("\0"), child);
        return child;
      };
      if (labels.length === 0) of();
      return { of };
    },
    histogram(name, help, buckets) {
      const counts = Array.from({ length: buckets.length + 1 }, () => 0);
      let sum = 0;
      families.push(() => ({ name, help, type: "histogram", labels: [], rows: [], histogram: { buckets, counts: [...counts], sum } }));
      return {
        observe(value) {
          let index = 0;
          while (index < buckets.length && value > (buckets[index] ?? 0)) index += 1;
          counts[index] = (counts[index] ?? 0) + 1;
          sum += value;
        },
      };
    },
    gauge: (name, help, labels, rows) => read("gauge", name, help, labels, rows),
    counted: (name, help, labels, rows) => read("counter", name, help, labels, rows),
    collect: async () => (await Promise.all(families.map((family) => family()))).filter((family) => family !== null),
  };
}

async function within(rows: ReadRows): Promise<Rows> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("late")), READ_TIMEOUT_MS);
  try {
    return await Promise.race([rows(), late]);
  } finally {
    clearTimeout(timer);
  }
}
