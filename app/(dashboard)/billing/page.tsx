import { LiveUpdates } from "#components/live/live-updates.tsx";
import { BusiestApis } from "#components/monitoring/busiest-apis.tsx";
import { Card } from "#components/ui/card.tsx";
import { Link } from "#components/ui/link.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { PlanTable } from "#components/plans/plan-table.tsx";
import { showBytes } from "#components/usage/show-figures.ts";
import { webDeps } from "#lib/deps.ts";
import { workspaceUsage } from "#lib/monitoring/workspace-usage.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { rateLimitUsage } from "#lib/usage/rate-limit-usage.ts";
import { storedUse } from "#lib/workspaces/stored-use.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Plan and usage" };

const KINDS = ["usage", "workspace", "build"];

export default async function BillingPage() {
  const actor = await requireActor("/billing");
  const deps = webDeps();
  const asOf = deps.clock.now();
  const [usage, stored, hour] = await Promise.all([rateLimitUsage(actor, deps), storedUse({}, actor, deps), workspaceUsage({ period: "1h" }, actor, { ...deps, now: asOf })]);
  const limits = PLAN_LIMITS[usage.plan];
  const count = (value: number) => value.toLocaleString("en");
  return (
    <>
      <PageHeader title="Plan and usage" lead={`This workspace is on the ${usage.plan} plan.`} />
      <LiveUpdates asOf={asOf} kinds={KINDS} everySeconds={30} />
      <div className="space-y-4">
        {usage.calls.remaining === 0 ? (
          <Notice tone="failed" title="The calls of this hour are used up">
            More of them answer 429 until the hour has moved on. What calls most stands below: an API or a key of it can be held to less.
          </Notice>
        ) : null}
        <Card title="What is used" headingId="used" aside="Calls and builds over a sliding hour">
          <div className="grid gap-5 sm:grid-cols-2">
            <Meter label="Calls, this hour" used={usage.calls.used} limit={usage.calls.limit} words={`${count(usage.calls.used)} of ${count(usage.calls.limit)}`} />
            <Meter label="Builds, this hour" used={usage.generations.used} limit={usage.generations.limit} words={`${count(usage.generations.used)} of ${count(usage.generations.limit)}`} />
            {stored ? <Meter label="Documents" used={stored.documents} limit={limits.documents} words={`${count(stored.documents)} of ${count(limits.documents)}`} /> : null}
            {stored ? <Meter label="Stored data" used={stored.bytes} limit={limits.documentBytes} words={`${showBytes(stored.bytes)} of ${showBytes(limits.documentBytes)}`} /> : null}
          </div>
        </Card>
        <section aria-labelledby="users" className="space-y-3 pt-4">
          <h2 id="users" className="text-16 font-semibold">What used the calls</h2>
          <BusiestApis apis={hour.apis} />
        </section>
        <section aria-labelledby="plans" className="space-y-3 pt-4">
          <h2 id="plans" className="text-16 font-semibold">Plans</h2>
          <PlanTable limits={PLAN_LIMITS} current={usage.plan} />
        </section>
        <Notice title="Nothing is charged yet">Payments come later. Until then whoever runs this installation sets a workspace’s plan: <Link href="/feedback" className="font-medium text-ink underline underline-offset-4">write to them</Link>. Money that listings show is test money.</Notice>
      </div>
    </>
  );
}
