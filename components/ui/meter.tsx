import { classNames } from "./class-names.ts";

interface MeterProps {
  label: string;
  used: number;
  limit: number;
  /** Both figures in words: "42 of 100 calls". */
  words: string;
}

/** How much of a limit is used: green below four fifths, amber above, red when nothing is left. */
export function Meter({ label, used, limit, words }: MeterProps) {
  const share = limit <= 0 ? 1 : Math.min(1, used / limit);
  const tone = share >= 1 ? "fill-failed" : share >= 0.8 ? "fill-paused" : "fill-brand";
  return (
    <div className="space-y-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-13">
        <span className="font-medium">{label}</span>
        <span className="font-mono text-muted tabular-nums">{words}</span>
      </div>
      {/* A picture, because a width in a style attribute is refused by our policy. */}
      <svg role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={limit} aria-valuenow={used} aria-valuetext={words} viewBox="0 0 100 2" preserveAspectRatio="none" className="block h-1.5 w-full overflow-hidden rounded-full bg-line">
        <rect width={share * 100} height="2" className={classNames(tone, "transition-[width]")} />
      </svg>
    </div>
  );
}
