import type { ReactNode } from "react";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { BusiestApis } from "#components/monitoring/busiest-apis.tsx";
import { Callers } from "#components/monitoring/callers.tsx";
import { FailingList } from "#components/monitoring/failing-list.tsx";
import { Figures } from "#components/monitoring/figures.tsx";
import { GatewayHealth } from "#components/monitoring/gateway-health.tsx";
import { MonitoringTabs } from "#components/monitoring/monitoring-tabs.tsx";
import { RuntimeList } from "#components/monitoring/runtime-list.tsx";
import { UsageFigures } from "#components/monitoring/usage-figures.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ChartLegend } from "#components/usage/chart-legend.tsx";
import { PeriodSwitch } from "#components/usage/period-switch.tsx";
import { RequestsChart } from "#components/usage/requests-chart.tsx";
import { listRuntimes, type Monitoring } from "#lib/apis/list-runtimes.ts";
import { isAdministrator } from "#lib/auth/is-administrator.ts";
import { webDeps } from "#lib/deps.ts";
import { MONITORING_PERIODS } from "#lib/monitoring/schema.ts";
import { workspaceUsage } from "#lib/monitoring/workspace-usage.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Monitoring" };

const REFRESH_SECONDS = 30;
const KINDS = ["api", "usage"];
/** Beyond it the list of APIs is the place to look. */
const MOST_RUNTIMES = 50;

export default async function MonitoringPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireActor("/monitoring");
  const deps = webDeps();
  const asOf = deps.clock.now();
  const asked = (await searchParams)["period"];
  const period = MONITORING_PERIODS.find((known) => known === asked) ?? "24h";
  const [monitoring, usage, isAdmin] = await Promise.all([listRuntimes(actor, deps), workspaceUsage({ period }, actor, { ...deps, now: asOf }), isAdministrator(actor, deps)]);
  return (
    <>
      <PageHeader
        title="Monitoring"
        lead={`Calls come in as they are counted, within seconds; the rest is read again every ${REFRESH_SECONDS} seconds.`}
        action={<PeriodSwitch path="/monitoring" periods={MONITORING_PERIODS} current={period} />}
      />
      <LiveUpdates asOf={asOf} kinds={KINDS} everySeconds={REFRESH_SECONDS} />
      {isAdmin ? <MonitoringTabs current="workspace" /> : null}
      <div className="space-y-8">
        {monitoring.health ? null : (
          <Notice tone="failed" role="alert" title="The runtimes can’t be reached">
            Calls to APIs that are awake may still be served. The page asks again by itself.
          </Notice>
        )}
        <div className="space-y-4">
          <UsageFigures usage={usage} />
          <Card title="Calls over time" headingId="calls" aside={<ChartLegend />}>
            <RequestsChart analytics={usage} />
          </Card>
        </div>
        <Part id="failing" title="What failed">
          <FailingList failing={usage.failing} />
        </Part>
        <div className="grid gap-8 lg:grid-cols-2">
          <Part id="busiest" title="Busiest APIs">
            <BusiestApis apis={usage.apis} />
          </Part>
          <Part id="callers" title="Who calls">
            <Callers keys={usage.keys} />
          </Part>
        </div>
        <Part id="gateway" title="Gateway">
          <GatewayHealth />
        </Part>
        <Runtimes monitoring={monitoring} />
      </div>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="min-w-0 space-y-3">
      <h2 id={id} className="text-16 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Runtimes({ monitoring: { health, runtimes } }: { monitoring: Monitoring }) {
  return (
    <Part id="runtimes" title="Runtimes">
      <Figures health={health} runtimes={runtimes} />
      {runtimes.length === 0 ? (
        <Empty title="No APIs yet">
          <Link href="/generate" className="text-brand underline underline-offset-4">
            Create an API
          </Link>{" "}
          and its runtime is shown here.
        </Empty>
      ) : (
        <RuntimeList runtimes={runtimes.slice(0, MOST_RUNTIMES)} />
      )}
      {runtimes.length > MOST_RUNTIMES ? <p className="text-13 text-muted">{`Those that work come first; ${(runtimes.length - MOST_RUNTIMES).toLocaleString("en")} more sleep.`}</p> : null}
    </Part>
  );
}
