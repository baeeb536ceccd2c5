import type { Plan, PlanLimits } from "#lib/rate-limit/plans.ts";
import { showBytes } from "#components/usage/show-figures.ts";

const PLANS: readonly Plan[] = ["free", "pro", "enterprise"];
const ROWS: readonly { title: string; of: (limits: PlanLimits) => string }[] = [
  { title: "Calls an hour", of: (limits) => limits.callsPerHour.toLocaleString("en") },
  { title: "Builds an hour", of: (limits) => limits.generationsPerHour.toLocaleString("en") },
  { title: "Documents", of: (limits) => limits.documents.toLocaleString("en") },
  { title: "Stored data", of: (limits) => showBytes(limits.documentBytes) },
  { title: "WebSockets of an API at once", of: (limits) => limits.openSockets.toLocaleString("en") },
  { title: "Logs are kept", of: (limits) => `${limits.logDays} days` },
];

/** What each plan allows, from the figures that the gateway counts with. */
export function PlanTable({ plans, current }: { plans: Record<Plan, PlanLimits>; current: Plan }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table of plans">
      <table className="w-full text-left text-13">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className="py-2 pr-4 font-medium text-muted">Limit</th>
            {PLANS.map((plan) => (
              <th key={plan} scope="col" className="px-3 py-2 text-right font-medium">
                {plan}
                {plan === current ? <span className="block text-12 font-normal text-brand">yours</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {ROWS.map(({ title, of }) => (
            <tr key={title}>
              <th scope="row" className="py-2 pr-4 font-normal">{title}</th>
              {PLANS.map((plan) => (
                <td key={plan} className="px-3 py-2 text-right font-mono whitespace-nowrap tabular-nums">{of(plans[plan])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
