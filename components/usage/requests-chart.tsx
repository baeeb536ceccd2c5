import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { niceTop } from "./nice-top.ts";
import { SeriesChart } from "./series-chart.tsx";
import { showCount, showPoint } from "./show-figures.ts";

type Point = Pick<ApiAnalytics["series"][number], "requests" | "clientErrors" | "errors">;
const GAP = 0.2;

/** Calls over time: a bar for each point, what failed at its foot where it is seen. */
export function RequestsChart({ analytics: { series, interval, ...total } }: { analytics: Pick<ApiAnalytics, "interval" | "requests" | "clientErrors" | "errors"> & { series: readonly (Point & { at: string; wakes: number })[] } }) {
  const top = niceTop(Math.max(...series.map((point) => point.requests)));
  return (
    <SeriesChart
      label="Calls over time"
      summary={`${textOf(total)}, one bar per ${interval}`}
      texts={series.map((point) => `${showPoint(point.at, interval)}: ${textOf(point)}${point.wakes > 0 ? `, woke ${point.wakes === 1 ? "once" : `${showCount(point.wakes)} times`}` : ""}`)}
      axis={[showCount(top), showCount(top / 2), "0"]}
      ends={[0, Math.floor(series.length / 2), series.length - 1].map((index) => showPoint(series[index]?.at ?? "", interval))}
    >
      {series.map((point, index) => (
        <Bar key={point.at} x={index} point={point} top={top} />
      ))}
    </SeriesChart>
  );
}

/** The least that is there is still a line. */
function Bar({ x, point, top }: { x: number; point: Point; top: number }) {
  const parts = [
    { name: "errors", count: point.errors, className: "fill-failed" },
    { name: "refused", count: point.clientErrors, className: "fill-paused" },
    { name: "answered", count: point.requests - point.errors - point.clientErrors, className: "fill-brand" },
  ];
  let foot = 100;
  return parts.map(({ name, count, className }) => {
    if (count === 0) return null;
    const height = Math.max(1, (count / top) * 100);
    foot -= height;
    return <rect key={name} x={x + GAP / 2} y={foot} width={1 - GAP} height={height} className={className} />;
  });
}

function textOf({ requests, clientErrors, errors }: Point): string {
  const calls = `${requests.toLocaleString("en")} ${requests === 1 ? "call" : "calls"}`;
  return requests === 0 ? calls : `${calls}, ${clientErrors.toLocaleString("en")} refused (4xx), ${errors.toLocaleString("en")} failed (5xx)`;
}
