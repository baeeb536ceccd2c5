import { showMs } from "#components/ui/show-ms.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { niceTop } from "./nice-top.ts";
import { SeriesChart } from "./series-chart.tsx";
import { showPoint } from "./show-figures.ts";

type Times = Pick<ApiAnalytics["series"][number], "p50Ms" | "p95Ms" | "p99Ms">;
const LINES = [
  { name: "p99", of: (times: Times) => times.p99Ms, className: "stroke-edge", isDotted: true },
  { name: "p95", of: (times: Times) => times.p95Ms, className: "stroke-edge", isDotted: false },
  { name: "p50", of: (times: Times) => times.p50Ms, className: "stroke-ink", isDotted: false },
];
/** Percent of the chart's height that a name takes. */
const NAME_HEIGHT = 9;

/** How long calls took: half of them within p50, all but one in a hundred within p99. */
export function LatencyChart({ analytics: { series, interval, ...total } }: { analytics: ApiAnalytics }) {
  const top = niceTop(Math.max(...series.map((point) => point.p99Ms ?? 0)));
  const heightOf = (ms: number) => 100 - (ms / top) * 100;
  return (
    <SeriesChart
      label="Response times over time"
      summary={textOf(total)}
      texts={series.map((point) => `${showPoint(point.at, interval)}: ${textOf(point)}`)}
      axis={[showMs(top), showMs(top / 2), "0"]}
      ends={[0, Math.floor(series.length / 2), series.length - 1].map((index) => showPoint(series[index]?.at ?? "", interval))}
      names={<Names series={series} heightOf={heightOf} />}
    >
      {LINES.map(({ name, of, className, isDotted }) => (
        <g key={name} fill="none" strokeLinejoin="round" strokeLinecap="round" className={className}>
          <path d={pathOf(series.map(of), heightOf)} strokeWidth={name === "p50" ? 2 : 1.5} strokeDasharray={isDotted ? "2 4" : undefined} vectorEffect="non-scaling-stroke" />
          <path d={dotsOf(series.map(of), heightOf)} strokeWidth={7} vectorEffect="non-scaling-stroke" />
        </g>
      ))}
    </SeriesChart>
  );
}

/** A line through the middles of the points; where there were no calls it pauses. */
function pathOf(values: readonly (number | null)[], heightOf: (ms: number) => number): string {
  return values.map((value, index) => {
    if (value === null || isLonely(values, index)) return "";
    return `${(values[index - 1] ?? null) === null ? "M" : "L"}${index + 0.5} ${heightOf(value).toFixed(2)}`;
  }).join("");
}

/** A point without neighbours makes no line: it is a dot. */
function dotsOf(values: readonly (number | null)[], heightOf: (ms: number) => number): string {
  return values.map((value, index) => (value === null || !isLonely(values, index) ? "" : `M${index + 0.5} ${heightOf(value).toFixed(2)}h0`)).join("");
}
const isLonely = (values: readonly (number | null)[], index: number): boolean => (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;

/** Beside the end of each line, moved apart where they would cover each other. */
function Names({ series, heightOf }: { series: ApiAnalytics["series"]; heightOf: (ms: number) => number }) {
  const last = series.findLast((point) => point.p50Ms !== null);
  if (!last) return null;
  const places = placeNames(LINES.map(({ of }) => heightOf(of(last) ?? 0)));
  return (
    <svg aria-hidden className="h-44 w-8 overflow-visible">
      {LINES.map(({ name }, index) => (
        <text key={name} x={0} y={`${places[index]}%`} dominantBaseline="middle" className={name === "p50" ? "fill-ink font-mono text-12 font-semibold" : "fill-muted font-mono text-12"}>
          {name}
        </text>
      ))}
    </svg>
  );
}

/** From the top down, each at its height or below the one before. */
function placeNames(heights: readonly number[]): number[] {
  const places: number[] = [];
  for (const [index, height] of heights.entries()) {
    const lowest = 100 - (heights.length - 1 - index) * NAME_HEIGHT - NAME_HEIGHT / 2;
    places.push(Math.min(lowest, Math.max((places.at(-1) ?? -NAME_HEIGHT / 2) + NAME_HEIGHT, height)));
  }
  return places;
}

const textOf = ({ p50Ms, p95Ms, p99Ms }: Times): string => (p50Ms === null || p95Ms === null || p99Ms === null ? "no calls" : `p50 ${showMs(p50Ms)}, p95 ${showMs(p95Ms)}, p99 ${showMs(p99Ms)}`);
