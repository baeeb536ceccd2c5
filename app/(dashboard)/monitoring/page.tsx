import Link from "next/link";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { Figures } from "#components/monitoring/figures.tsx";
import { RuntimeList } from "#components/monitoring/runtime-list.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listRuntimes } from "#lib/apis/list-runtimes.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Monitoring" };

const REFRESH_SECONDS = 30;
const KINDS = ["api", "usage"];

export default async function MonitoringPage() {
  const actor = await requireActor("/monitoring");
  const asOf = webDeps().clock.now();
  const { health, runtimes } = await listRuntimes(actor, webDeps());
  return (
    <>
      <PageHeader title="Monitoring" lead={`What runs now. It is read again every ${REFRESH_SECONDS} seconds.`} />
      <LiveUpdates asOf={asOf} kinds={KINDS} everySeconds={REFRESH_SECONDS} />
      <div className="space-y-8">
        {health ? null : (
          <Notice tone="failed" role="alert" title="The runtimes can’t be reached">
            Calls to APIs that are awake may still be served. The page asks again by itself.
          </Notice>
        )}
        <Figures health={health} runtimes={runtimes} />
        <section aria-label="Runtimes" className="space-y-3">
          <h2 className="text-16 font-semibold">Runtimes</h2>
          {runtimes.length === 0 ? (
            <Empty title="No APIs yet">
              <Link href="/generate" className="text-brand underline underline-offset-4">
                Create an API
              </Link>{" "}
              and its runtime is shown here.
            </Empty>
          ) : (
            <RuntimeList runtimes={runtimes} />
          )}
        </section>
      </div>
    </>
  );
}
