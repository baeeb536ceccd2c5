import type { Metadata } from "next";
import { CodeView } from "#components/apis/code-view.tsx";
import { ExportLinks } from "#components/apis/export-links.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

export const generateMetadata = (props: ApiPageProps): Promise<Metadata> => apiTitle(props, "code");

export default async function CodePage({ params }: ApiPageProps) {
  const api = await readApi((await params).id);
  if (api === null) return null;
  const version = api.liveVersion;
  if (!version) return <Empty title="No code yet">It appears here when the API is live.</Empty>;
  return (
    <div className="space-y-4">
      <Card title="Code" headingId="code" aside={<>{`Version ${version.number}, ${version.generator === "hand" ? "written by hand" : `by the ${version.generator} generator`}. `}<Link href={`/apis/${api.id}/change/source`} className="font-medium text-ink underline underline-offset-4">Edit the source</Link></>}>
        <CodeView files={version.source} />
      </Card>
      <Card title="Export" headingId="export">
        <ExportLinks apiId={api.id} />
      </Card>
    </div>
  );
}
