import type { Metadata } from "next";
import { ChangeView } from "#components/changes/change-view.tsx";
import { webDeps } from "#lib/deps.ts";
import { isUuid } from "#lib/id.ts";
import { fixWords } from "#lib/calls/fix-words.ts";
import { getCall } from "#lib/calls/get-call.ts";
import { apiHistory } from "#lib/versions/history.ts";
import { requireActor } from "../../../../current-actor.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

interface ChangePageProps extends ApiPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = (props: ChangePageProps): Promise<Metadata> => apiTitle(props, "change");

export default async function ChangePage({ params, searchParams }: ChangePageProps) {
  const [{ id }, { id: asked, call }] = await Promise.all([params, searchParams]);
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}/change`), readApi(id)]);
  if (api === null) return null;
  const deps = webDeps();
  const callId = Number(call);
  // A call that is gone from the logs leaves the field empty.
  const reading = Number.isSafeInteger(callId) ? getCall({ apiId: id, callId }, actor, deps).then(fixWords, () => "") : "";
  const [history, offer, initial] = await Promise.all([apiHistory({ apiId: id }, actor, deps), deps.generators.offerFor(actor), reading]);
  return <ChangeView apiId={id} generationId={typeof asked === "string" && isUuid(asked) ? asked : null} offer={offer} history={history} initial={initial} />;
}
