import type { ReactNode } from "react";
import { ApiControls } from "#components/apis/api-controls.tsx";
import { ApiTabs } from "#components/apis/api-tabs.tsx";
import { DeletedApi } from "#components/apis/deleted-api.tsx";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listDeletedApis } from "#lib/apis/list-deleted-apis.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../../current-actor.ts";
import { restartRuntimeAction, restoreApiAction, setApiStatusAction } from "../actions.ts";
import { NothingFound } from "../../../nothing-found.tsx";
import { findApi } from "./read-api.ts";

const KINDS = ["api", "version", "deployment", "usage", "build", "secret", "host", "collection", "document"];

/** What all pages of an API have above them. Of a deleted one there is only the way back. */
export default async function ApiLayout({ params, children }: { params: Promise<{ id: string }>; children: ReactNode }) {
  const { id } = await params;
  const asOf = webDeps().clock.now();
  const api = await findApi(id);
  if (api === "unknown") return <NothingFound />;
  if (api === "gone") {
    const deleted = (await listDeletedApis({}, await requireActor(`/apis/${id}`), webDeps())).find((candidate) => candidate.id === id);
    return <DeletedApi restorable={deleted && { api: deleted, restore: restoreApiAction }} />;
  }
  return (
    <>
      <PageHeader
        title={api.name}
        lead={api.description}
        action={<ApiControls apiId={api.id} status={api.status} setStatus={setApiStatusAction} restart={restartRuntimeAction} />}
      />
      <ApiTabs apiId={id} />
      <LiveUpdates asOf={asOf} kinds={KINDS} apiId={id} everySeconds={30} />
      {children}
    </>
  );
}
