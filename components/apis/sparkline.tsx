import type { Hour } from "#lib/apis/api-hours.ts";

const HEIGHT = 24;

/** The last 24 hours as bars: calls, at their foot in red what failed. The words say the same to who does not see it. */
export function Sparkline({ hours, label }: { hours: readonly Hour[]; label: string }) {
  const top = Math.max(1, ...hours.map(({ calls }) => calls));
  const sum = (of: (hour: Hour) => number) => hours.reduce((total, hour) => total + of(hour), 0).toLocaleString("en");
  const busiest = hours.reduce((best, { calls }) => Math.max(best, calls), 0);
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, (count / top) * HEIGHT));
  return (
    <svg role="img" aria-label={`${label}: ${sum(({ calls }) => calls)} calls and ${sum(({ errors }) => errors)} errors in 24 hours, at most ${busiest.toLocaleString("en")} calls in one`} viewBox={`0 0 ${hours.length * 4} ${HEIGHT}`} preserveAspectRatio="none" className="block h-6 w-24">
      <line x1={0} x2={hours.length * 4} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-line" />
      {hours.map(({ calls, errors }, index) => (
        <g key={index}>
          <rect x={index * 4} width={3} y={HEIGHT - height(calls)} height={height(calls)} className="fill-brand" />
          <rect x={index * 4} width={3} y={HEIGHT - height(errors)} height={height(errors)} className="fill-failed" />
        </g>
      ))}
    </svg>
  );
}
