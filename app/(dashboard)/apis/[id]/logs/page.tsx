import type { Metadata } from "next";
import { CallFilters } from "#components/apis/calls/call-filters.tsx";
import { CallLog } from "#components/apis/calls/call-log.tsx";
import { LogView } from "#components/apis/log-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { webDeps } from "#lib/deps.ts";
import { type CallFilter, callFilterSchema } from "#lib/calls/schema.ts";
import { listCalls } from "#lib/calls/list-calls.ts";
import { requireActor } from "../../../../current-actor.ts";
import { callableVersions } from "../callable-versions.ts";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";

type Search = Record<string, string | string[] | undefined>;
interface LogsPageProps extends ApiPageProps {
  searchParams: Promise<Search>;
}

export const generateMetadata = (props: LogsPageProps): Promise<Metadata> => apiTitle(props, "logs");

export default async function LogsPage({ params, searchParams }: LogsPageProps) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const path = `/apis/${id}/logs`;
  const [actor, api] = await Promise.all([requireActor(path), readApi(id)]);
  if (api === null) return null;
  const isConsole = search["view"] === "console";
  const tabs = [{ href: path, title: "Calls", isCurrent: !isConsole }, { href: `${path}?view=console`, title: "Console", isCurrent: isConsole }];
  if (isConsole) {
    return (
      <div className="space-y-4">
        <TabLinks label="Logs" links={tabs} />
        <Card title="Console" headingId="logs">
          <LogView apiId={id} />
        </Card>
      </div>
    );
  }
  const filter = filterOf(search);
  const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === "string")).toString();
  const [first, versions] = await Promise.all([listCalls({ apiId: id, ...filter }, actor, webDeps()), callableVersions(id, actor)]);
  return (
    <div className="space-y-4">
      <TabLinks label="Logs" links={tabs} />
      <CallFilters key={`filter ${query}`} path={path} filter={filter} />
      <CallLog key={query} apiId={id} query={query} first={first} versions={versions} />
    </div>
  );
}

/** An address may say anything: what can't be read narrows nothing. */
function filterOf(search: Search): CallFilter {
  const named = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "");
  return Object.assign({}, ...named.map(([name, value]) => callFilterSchema.safeParse({ [name]: value }).data ?? {}));
}
