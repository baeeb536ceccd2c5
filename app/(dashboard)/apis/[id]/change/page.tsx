import type { Metadata } from "next";
import { ChangeView } from "#components/changes/change-view.tsx";
import { webDeps } from "#lib/deps.ts";
import { isUuid } from "#lib/id.ts";
import { apiHistory } from "#lib/versions/history.ts";
import { requireActor } from "../../../../current-actor.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

interface ChangePageProps extends ApiPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = (props: ChangePageProps): Promise<Metadata> => apiTitle(props, "change");

export default async function ChangePage({ params, searchParams }: ChangePageProps) {
  const [{ id }, { id: asked }] = await Promise.all([params, searchParams]);
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}/change`), readApi(id)]);
  if (api === "gone") return null;
  const deps = webDeps();
  const [history, offer] = await Promise.all([apiHistory({ apiId: id }, actor, deps), deps.generators.offerFor(actor)]);
  return <ChangeView apiId={id} generationId={typeof asked === "string" && isUuid(asked) ? asked : null} offer={offer} history={history} />;
}
