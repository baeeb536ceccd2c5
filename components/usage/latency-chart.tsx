import { showMs } from "#components/ui/show-ms.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { niceTop } from "./nice-top.ts";
import { SeriesChart } from "./series-chart.tsx";
import { showPoint } from "./show-figures.ts";

type Times = Pick<ApiAnalytics["series"][number], "p50Ms" | "p95Ms" | "p99Ms">;
const LINES = [
  { name: "p99", of: (times: Times) => times.p99Ms, className: "stroke-edge [stroke-dasharray:2_4] [stroke-linecap:round]" },
  { name: "p95", of: (times: Times) => times.p95Ms, className: "stroke-edge" },
  { name: "p50", of: (times: Times) => times.p50Ms, className: "stroke-ink" },
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
      {LINES.map(({ name, of, className }) => (
        <path key={name} d={pathOf(series.map(of), heightOf)} fill="none" strokeWidth={name === "p50" ? 2 : 1.5} strokeLinejoin="round" strokeLinecap="round" vectorEffect="non-scaling-stroke" className={className} />
      ))}
    </SeriesChart>
  );
}

/** A line through the middles of the points; where there were no calls it pauses, and a lonely point is a dash. */
function pathOf(values: readonly (number | null)[], heightOf: (ms: number) => number): string {
  return values.map((value, index) => {
    if (value === null) return "";
    const y = heightOf(value).toFixed(2);
    const isFirst = (values[index - 1] ?? null) === null;
    const isLonely = isFirst && (values[index + 1] ?? null) === null;
    return isLonely ? `M${index + 0.2} ${y}H${index + 0.8}` : `${isFirst ? "M" : "L"}${index + 0.5} ${y}`;
  }).join("");
}

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
