import type { Metadata } from "next";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { AnalyticsView } from "#components/usage/analytics-view.tsx";
import { PeriodSwitch } from "#components/usage/period-switch.tsx";
import { webDeps } from "#lib/deps.ts";
import { apiAnalytics } from "#lib/usage/api-analytics.ts";
import { ANALYTICS_PERIODS } from "#lib/usage/schema.ts";
import { requireActor } from "../../../../current-actor.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

interface AnalyticsPageProps extends ApiPageProps {
  searchParams: Promise<{ period?: string | string[] }>;
}

export const generateMetadata = (props: AnalyticsPageProps): Promise<Metadata> => apiTitle(props, "analytics");

export default async function AnalyticsPage({ params, searchParams }: AnalyticsPageProps) {
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const path = `/apis/${id}/analytics`;
  const [actor, api] = await Promise.all([requireActor(path), readApi(id)]);
  if (api === null) return null;
  const period = ANALYTICS_PERIODS.find((each) => each === asked.period) ?? "24h";
  const analytics = await apiAnalytics({ apiId: id, period }, actor, webDeps());
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-muted">What came of its calls. Times are UTC, figures are seconds old.</p>
        <PeriodSwitch path={path} periods={ANALYTICS_PERIODS} current={period} />
      </div>
      {analytics.requests > 0 ? <AnalyticsView analytics={analytics} /> : <NoCalls path={path} apiId={id} isLongest={period === "30d"} />}
    </>
  );
}

function NoCalls({ path, apiId, isLongest }: { path: string; apiId: string; isLongest: boolean }) {
  const link = "font-medium text-ink underline underline-offset-4";
  return (
    <Empty title="No calls in this period">
      Each call appears here within seconds: how many, how they ended and how long they took.{" "}
      {isLongest ? (
        <>
          <Link href={`/apis/${apiId}#call`} className={link}>
            Call it
          </Link>{" "}
          to begin.
        </>
      ) : (
        <>
          Look at the{" "}
          <Link href={`${path}?period=30d`} className={link}>
            last 30 days
          </Link>
          , or{" "}
          <Link href={`/apis/${apiId}#call`} className={link}>
            call it
          </Link>
          .
        </>
      )}
    </Empty>
  );
}
