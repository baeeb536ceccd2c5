import type { Metadata } from "next";
import { ApiTabs } from "#components/apis/api-tabs.tsx";
import { DeletedApi } from "#components/apis/deleted-api.tsx";
import { ChangeView } from "#components/changes/change-view.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { webDeps } from "#lib/deps.ts";
import { isUuid } from "#lib/id.ts";
import { apiHistory } from "#lib/versions/history.ts";
import { requireActor } from "../../../../current-actor.ts";
import { readApi } from "../read-api.ts";

interface ChangePageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: ChangePageProps): Promise<Metadata> {
  const api = await readApi((await params).id);
  return { title: api === "gone" ? "Deleted API" : `Change ${api.name}` };
}

export default async function ChangePage({ params, searchParams }: ChangePageProps) {
  const [{ id }, { id: asked }] = await Promise.all([params, searchParams]);
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}/change`), readApi(id)]);
  if (api === "gone") return <DeletedApi />;
  const deps = webDeps();
  const [history, offer] = await Promise.all([apiHistory({ apiId: id }, actor, deps), deps.generators.offerFor(actor)]);
  return (
    <>
      <PageHeader title={api.name} lead={api.description} />
      <ApiTabs apiId={id} current="change" />
      <ChangeView apiId={id} generationId={typeof asked === "string" && isUuid(asked) ? asked : null} offer={offer} history={history} />
    </>
  );
}
