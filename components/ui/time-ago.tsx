"use client";

import { useEffect, useState } from "react";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [["day", 86_400], ["hour", 3600], ["minute", 60]];

function ago(iso: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000);
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (!unit) return seconds < 0 ? `in ${-seconds} s` : seconds < 10 ? "just now" : `${seconds} s ago`;
  return new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" }).format(Math.trunc(-seconds / unit[1]), unit[0]);
}

/** Not Intl's: servers and browsers differ about September ("Sep", "Sept"), and then the page is drawn twice. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "22 Nov": no wider than what takes its place. */
const dayOf = (iso: string): string => `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]}`;

/** "3 min. ago" or "in 3 min.", with the exact time on hover; the server sends the day, and the browser, which knows what time it is, the distance. */
export function TimeAgo({ iso }: { iso: string }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const update = () => setText(ago(iso, Date.now()));
    update();
    const timer = setInterval(update, 30_000);
    return () => clearInterval(timer);
  }, [iso]);
  const utc = `${iso.slice(0, 16).replace("T", " ")} UTC`;
  return (
    <time dateTime={iso} title={utc} className="whitespace-nowrap">
      {text ?? dayOf(iso)}
    </time>
  );
}
