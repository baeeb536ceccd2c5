import type { MetricFamily } from "./metrics.ts";

export type MetricsFormat = "prometheus" | "openmetrics";
export const METRICS_TYPE: Record<MetricsFormat, string> = {
  prometheus: "text/plain; version=0.0.4; charset=utf-8",
  openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8",
};
export const formatOf = (accept: string | undefined): MetricsFormat => (accept?.includes("application/openmetrics-text") ? "openmetrics" : "prometheus");

/** What the processes counted as text: every sample says whose it is by its label `role`; samples of one name stand together. */
export function writeMetrics(byRole: Readonly<Record<string, readonly MetricFamily[]>>, format: MetricsFormat): string {
  const all = Object.entries(byRole).flatMap(([role, families]) => families.map((family) => ({ role, family })));
  const byName = Map.groupBy(all, ({ family }) => family.name);
  const lines = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, entries]) => {
    const [first] = entries;
    if (!first || entries.every(({ family }) => family.rows.length === 0 && !family.histogram)) return [];
    // OpenMetrics names the family, and its samples by suffix.
    const title = format === "openmetrics" && first.family.type === "counter" ? name.replace(/_total$/, "") : name;
    const unit = format === "openmetrics" ? /_(seconds|bytes)$/.exec(title)?.[1] : undefined;
    return [
      `# HELP ${title} ${escapeHelp(first.family.help)}`, `# TYPE ${title} ${first.family.type}`, ...(unit ? [`# UNIT ${title} ${unit}`] : []),
      ...entries.flatMap(({ role, family }) => samplesOf(family, role)),
    ];
  });
  return `${[...lines, ...(format === "openmetrics" ? ["# EOF"] : [])].join("\n")}\n`;
}

function samplesOf(family: MetricFamily, role: string): string[] {
  const { name, labels, rows, histogram } = family;
  if (!histogram) return rows.map(([values, value]) => `${name}${labelText([["role", role], ...labels.map((label, index) => [label, values[index] ?? ""] as const)])} ${numberText(value)}`);
  let total = 0;
  const buckets = histogram.counts.map((count, index) => {
    total += count;
    return `${name}_bucket${labelText([["role", role], ["le", numberText(histogram.buckets[index] ?? Number.POSITIVE_INFINITY)]])} ${total}`;
  });
  const own = labelText([["role", role]]);
  return [...buckets, `${name}_sum${own} ${numberText(histogram.sum)}`, `${name}_count${own} ${total}`];
}

const labelText = (labels: readonly (readonly [string, string])[]): string => `{${labels.map(([name, value]) => `${name}="${escapeLabel(value)}"`).join(",")}}`;
const escapeLabel = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
const escapeHelp = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  return String(value);
}
