import type { Metadata } from "next";
import { LogView } from "#components/apis/log-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

export const generateMetadata = (props: ApiPageProps): Promise<Metadata> => apiTitle(props, "logs");

export default async function LogsPage({ params }: ApiPageProps) {
  const api = await readApi((await params).id);
  if (api === "gone") return null;
  return (
    <Card title="Logs" headingId="logs">
      <LogView apiId={api.id} />
    </Card>
  );
}
