import type { Metadata } from "next";
import { readOperations } from "#components/apis/try/read-operations.ts";
import { TryConsole } from "#components/apis/try/try-console.tsx";
import { requireActor } from "../../../../current-actor.ts";
import { callableVersions } from "../callable-versions.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

interface TryPageProps extends ApiPageProps {
  searchParams: Promise<{ op?: string | string[] }>;
}

export const generateMetadata = (props: TryPageProps): Promise<Metadata> => apiTitle(props, "try it");

export default async function TryPage({ params, searchParams }: TryPageProps) {
  const [{ id }, { op }] = await Promise.all([params, searchParams]);
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}/try`), readApi(id)]);
  if (api === null) return null;
  const version = api.liveVersion;
  return (
    <TryConsole apiId={id} url={api.url} operations={version ? readOperations(version.openapi, version.contractTests) : []} versions={await callableVersions(id, actor)} chosen={typeof op === "string" ? op : null} />
  );
}
