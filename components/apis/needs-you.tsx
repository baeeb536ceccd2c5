import { TriangleAlert } from "lucide-react";
import { Link } from "#components/ui/link.tsx";
import type { ApiSummary } from "#lib/apis/schema.ts";
import { buttonClass } from "#components/ui/button.tsx";

/** What broke, worst first, with the way to its cause. Nothing when nothing did. */
export function NeedsYou({ apis }: { apis: readonly ApiSummary[] }) {
  if (apis.length === 0) return null;
  return (
    <section aria-labelledby="needs-you" className="rounded-md border border-failed/40 bg-failed-quiet">
      <h2 id="needs-you" className="flex items-center gap-2 px-4 pt-3 text-14 font-semibold">
        <TriangleAlert aria-hidden className="size-4 text-failed" /> Needs you
      </h2>
      <ul className="divide-y divide-failed/20 px-4">
        {apis.map((api) => (
          <li key={api.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
            <p className="min-w-0 break-words">
              <span className="font-medium">{api.name}</span> <span className="text-13">{whyOf(api)}</span>
            </p>
            <Link href={`/apis/${api.id}/logs`} aria-label={`Logs of ${api.name}`} className={buttonClass("secondary", "sm")}>
              See why
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whyOf({ status, statusReason, day }: ApiSummary): string {
  if (status === "failed") return `does not run: ${statusReason ?? "it failed at its start"}`;
  return `answered ${day.errors.toLocaleString("en")} of ${day.calls.toLocaleString("en")} ${day.calls === 1 ? "call" : "calls"} with a 5xx in 24 h`;
}
