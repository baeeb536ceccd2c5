import type { Period } from "#lib/documents/parse-aggregate.ts";

const DATE = /^(?!0000)(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/** The UTC period of an ISO 8601 date or time, e.g. `2026-W47`; null for any other text, also for 2026-02-30. */
export function periodOf(text: string, period: Period): string | null {
  const [, year = "", month = "", day = "", time = "00:00", zone = "Z"] = DATE.exec(text) ?? [];
  if (year === "" || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return null;
  const at = new Date(`${year}-${month}-${day}T${time}${zone}`);
  switch (period) {
    case "day":
      return at.toISOString().slice(0, 10);
    case "month":
      return at.toISOString().slice(0, 7);
    case "year":
      return at.toISOString().slice(0, 4);
    case "week":
      return weekOf(at);
  }
}

/** ISO 8601: a week belongs to the year that its Thursday is in. */
function weekOf(at: Date): string {
  const thursday = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 4 - (at.getUTCDay() || 7)));
  const days = (thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000;
  return `${thursday.toISOString().slice(0, 4)}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}
