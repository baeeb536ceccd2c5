import { showBytes } from "#components/usage/show-figures.ts";
import type { Plan, PlanLimits } from "#lib/rate-limit/plans.ts";

const number = (value: number): string => value.toLocaleString("en");

const ROWS: { label: string; show: (limits: PlanLimits) => string }[] = [
  { label: "Calls an hour", show: ({ callsPerHour }) => number(callsPerHour) },
  { label: "Builds an hour", show: ({ generationsPerHour }) => number(generationsPerHour) },
  { label: "Stored documents", show: ({ documents }) => number(documents) },
  { label: "Size of stored documents", show: ({ documentBytes }) => showBytes(documentBytes) },
  { label: "Indexes of large collections", show: ({ documentIndexes }) => number(documentIndexes) },
  { label: "Logs are kept", show: ({ logDays }) => `${logDays} days` },
  { label: "WebSockets of one API at once", show: ({ openSockets }) => number(openSockets) },
  { label: "Request body", show: ({ requestBodyBytes }) => showBytes(requestBodyBytes) },
  { label: "Response body", show: ({ responseBodyBytes }) => showBytes(responseBodyBytes) },
];

/** What the plans differ in, and what they share; `current`: the reader's own. */
export function PlanTable({ limits: all, current }: { limits: Record<Plan, PlanLimits>; current?: Plan }) {
  const plans = Object.entries(all);
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-surface" tabIndex={0} role="region" aria-label="Limits of the plans">
      <table className="w-full text-left text-14">
        <thead>
          <tr className="border-b border-line">
            <th className="px-2.5 py-2.5 sm:px-4 text-13 font-medium text-muted" scope="col">
              Limit
            </th>
            {plans.map(([plan]) => (
              <th key={plan} scope="col" className="px-2.5 py-2.5 sm:px-4 text-right font-semibold capitalize">
                {plan}
                {plan === current ? <span className="block text-12 font-normal text-brand normal-case">yours</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {ROWS.map(({ label, show }) => (
            <tr key={label}>
              <th scope="row" className="px-2.5 py-2.5 sm:px-4 font-normal">
                {label}
              </th>
              {plans.map(([plan, limits]) => (
                <td key={plan} className="px-2.5 py-2.5 sm:px-4 text-right font-mono text-13 whitespace-nowrap tabular-nums">
                  {show(limits)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
