import type { Metadata } from "next";
import { CodeView } from "#components/apis/code-view.tsx";
import { ContractRecord } from "#components/apis/contract-record.tsx";
import { ExportLinks } from "#components/apis/export-links.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { getVersion } from "#lib/versions/get-version.ts";
import type { GateRecord } from "#lib/versions/schema.ts";
import { requireActor } from "../../../../current-actor.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

interface CodePageProps extends ApiPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}
interface Shown {
  number: number;
  generator: string;
  source: Record<string, string>;
  gateRecord: GateRecord;
}

export const generateMetadata = (props: CodePageProps): Promise<Metadata> => apiTitle(props, "code");

export default async function CodePage({ params, searchParams }: CodePageProps) {
  const [{ id }, { version: asked }] = await Promise.all([params, searchParams]);
  const api = await readApi(id);
  if (api === null) return null;
  const version = asked === undefined ? api.liveVersion : await readVersion(id, asked);
  if (version === "missing") return <MissingVersion apiId={id} />;
  if (!version) return <Empty title="No code yet">It appears here when the API is live.</Empty>;
  return (
    <div className="space-y-4">
      <Card title={asked === undefined ? "Code" : `Code of version ${version.number}`} headingId="code" aside={<Origin apiId={id} version={version} isLive={version.number === api.liveVersion?.number} />}>
        <CodeView files={version.source} />
      </Card>
      <Card title="Contract tests" headingId="record" aside={`What version ${version.number} had to pass`}>
        <ContractRecord record={version.gateRecord} />
      </Card>
      <Card title="Export" headingId="export">
        <ExportLinks apiId={api.id} />
      </Card>
    </div>
  );
}

function Origin({ apiId, version: { number, generator }, isLive }: { apiId: string; version: Shown; isLive: boolean }) {
  return (
    <>
      {`Version ${number}${isLive ? ", live" : ""}, ${generator === "hand" ? "written by hand" : `by the ${generator} generator`}. `}
      <Link href={`/apis/${apiId}/change/source${isLive ? "" : `?version=${number}`}`} className="font-medium text-ink underline underline-offset-4">
        {isLive ? "Edit the source" : "Edit from this version"}
      </Link>
    </>
  );
}

function MissingVersion({ apiId }: { apiId: string }) {
  return (
    <Notice tone="failed" role="alert" title="There is no such version">
      <Link href={`/apis/${apiId}/versions`} className="font-medium text-ink underline underline-offset-4">
        See the versions of this API
      </Link>
    </Notice>
  );
}

async function readVersion(apiId: string, asked: string | string[]): Promise<Shown | "missing"> {
  if (typeof asked !== "string" || !/^[1-9]\d{0,8}$/.test(asked)) return "missing";
  try {
    return await getVersion({ apiId, number: Number(asked) }, await requireActor(`/apis/${apiId}/code?version=${asked}`), webDeps());
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return "missing";
    throw error;
  }
}
