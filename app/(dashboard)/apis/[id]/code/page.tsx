import type { Metadata } from "next";
import { CodeView } from "#components/apis/code-view.tsx";
import { ExportLinks } from "#components/apis/export-links.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

export const generateMetadata = (props: ApiPageProps): Promise<Metadata> => apiTitle(props, "code");

export default async function CodePage({ params }: ApiPageProps) {
  const api = await readApi((await params).id);
  if (api === "gone") return null;
  const version = api.liveVersion;
  if (!version) return <Empty title="No code yet">It appears here when the API is live.</Empty>;
  return (
    <div className="space-y-4">
      <Card title="Code" headingId="code" aside={`Version ${version.number}, by the ${version.generator} generator`}>
        <CodeView files={version.source} />
      </Card>
      <Card title="Export" headingId="export">
        <ExportLinks apiId={api.id} />
      </Card>
    </div>
  );
}
