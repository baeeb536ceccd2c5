import type { Metadata } from "next";
import { AboutForm } from "#components/apis/about-form.tsx";
import { CallLimit } from "#components/apis/call-limit.tsx";
import { DeleteApi } from "#components/apis/delete-api.tsx";
import { OutsideCard } from "#components/apis/outside-card.tsx";
import { RouteList } from "#components/apis/route-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { Link } from "#components/ui/link.tsx";
import { listHosts } from "#lib/apis/list-hosts.ts";
import { listRoutes } from "#lib/apis/list-routes.ts";
import { webDeps } from "#lib/deps.ts";
import { listApiSecrets } from "#lib/secrets/list-api-secrets.ts";
import { getWorkspace } from "#lib/workspaces/get-workspace.ts";
import { requireActor } from "../../../../current-actor.ts";
import { deleteApiAction } from "../../actions.ts";
import { saveAboutAction } from "../about-action.ts";
import { setCallLimitAction } from "../call-limit-action.ts";
import { approveHostAction, deleteSecretAction, revokeHostAction, setSecretAction } from "../outside-actions.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";
import { setPublicRouteAction } from "../route-actions.ts";

export const generateMetadata = (props: ApiPageProps): Promise<Metadata> => apiTitle(props, "settings");

export default async function SettingsPage({ params }: ApiPageProps) {
  const { id } = await params;
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}/settings`), readApi(id)]);
  if (api === null) return null;
  const deps = webDeps();
  const [hosts, secrets, workspace, routes] = await Promise.all([
    listHosts({ apiId: id }, actor, deps),
    listApiSecrets({ apiId: id }, actor, deps),
    getWorkspace({}, actor, deps),
    listRoutes({ apiId: id }, actor, deps),
  ]);
  return (
    <div className="space-y-4">
      <Card title="Name and about" headingId="about">
        <AboutForm apiId={id} name={api.name} description={api.description} about={api.about} save={saveAboutAction} />
      </Card>
      {hosts.length + secrets.length > 0 ? (
        <OutsideCard apiId={id} hosts={hosts} secrets={secrets} approve={approveHostAction} revoke={revokeHostAction} setSecret={setSecretAction} deleteSecret={deleteSecretAction} />
      ) : null}
      {routes.length > 0 ? <RouteList apiId={id} routes={routes} set={setPublicRouteAction} /> : null}
      <Card title="Limit" headingId="limit">
        <CallLimit apiId={id} callsPerHour={api.callsPerHour} planCalls={workspace.limits.callsPerHour} save={setCallLimitAction} />
      </Card>
      <Card title="Browsers" headingId="cors">
        <p className="max-w-[72ch] text-muted">
          Any page may call it: its answers carry <code className="font-mono text-13">Access-Control-Allow-Origin: *</code>, without cookies, and the gateway answers preflights uncounted. Which pages a key works from is set at the key.{" "}
          <Link href="/api-keys" className="font-medium text-ink underline underline-offset-4">
            Keys
          </Link>
        </p>
      </Card>
      <Card title="Delete" headingId="end">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="max-w-[60ch] text-muted">Its calls then answer 410; for 30 days it can be restored with all that it stored. Paused, they answer 423 and everything is kept.</p>
          <DeleteApi apiId={id} name={api.name} remove={deleteApiAction} />
        </div>
      </Card>
    </div>
  );
}
