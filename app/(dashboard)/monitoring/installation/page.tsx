import { LiveUpdates } from "#components/live/live-updates.tsx";
import { InstallationFigures } from "#components/monitoring/installation-figures.tsx";
import { MonitoringTabs } from "#components/monitoring/monitoring-tabs.tsx";
import { WorkspaceTable } from "#components/monitoring/workspace-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { webDeps } from "#lib/deps.ts";
import { installation } from "#lib/monitoring/installation.ts";
import { version } from "#lib/rest/version.ts";
import { NothingFound } from "../../../nothing-found.tsx";
import { administratorTitle, readAdministrator } from "../../administrator.ts";

const PATH = "/monitoring/installation";

export const generateMetadata = () => administratorTitle(PATH, "Installation");

const REFRESH_SECONDS = 30;
const KINDS: readonly string[] = [];

export default async function InstallationPage() {
  const actor = await readAdministrator(PATH);
  if (!actor) return <NothingFound />;
  const deps = webDeps();
  const asOf = deps.clock.now();
  const seen = await installation({ version: version() }, actor, deps);
  return (
    <>
      <PageHeader title="Installation" lead={`Over all workspaces, read again every ${REFRESH_SECONDS} seconds. /metrics has the same for machines, of every process.`} />
      <LiveUpdates asOf={asOf} kinds={KINDS} everySeconds={REFRESH_SECONDS} />
      <MonitoringTabs current="installation" />
      <div className="space-y-8">
        <InstallationFigures installation={seen} />
        <section aria-labelledby="workspaces" className="space-y-3">
          <h2 id="workspaces" className="text-16 font-semibold">Workspaces</h2>
          <WorkspaceTable workspaces={seen.workspaces} />
        </section>
      </div>
    </>
  );
}
