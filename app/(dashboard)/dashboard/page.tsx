import { Plus } from "lucide-react";
import { API_COLUMNS, ApiTable } from "#components/apis/api-table.tsx";
import { DeletedApis } from "#components/apis/deleted-apis.tsx";
import { NeedsYou } from "#components/apis/needs-you.tsx";
import { StateFilter } from "#components/apis/state-filter.tsx";
import { Totals } from "#components/apis/totals.tsx";
import { StartHere } from "#components/generation/start-here.tsx";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSearch } from "#components/ui/table-search.tsx";
import { tableHref, tableState } from "#components/ui/table-state.ts";
import { apiHours } from "#lib/apis/api-hours.ts";
import { apiTotals } from "#lib/apis/api-totals.ts";
import { listApiPage, type ListApiPageInput } from "#lib/apis/list-api-page.ts";
import { listDeletedApis } from "#lib/apis/list-deleted-apis.ts";
import { runStates } from "#lib/apis/run-states.ts";
import { API_SORTS, API_STATES, type ApiState, type ApiSummary } from "#lib/apis/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { EXAMPLE_PROMPTS } from "#lib/generation/prompt.ts";
import { getWorkspace } from "#lib/workspaces/get-workspace.ts";
import { requireActor } from "../../current-actor.ts";
import { deleteApiAction, restartRuntimeAction, restoreApiAction, setApiStatusAction } from "../apis/actions.ts";

export const metadata = { title: "APIs" };

const PAGE_SIZE = 50;
const MOST_BROKEN = 3;
const ACTIONS = { setStatus: setApiStatusAction, restart: restartRuntimeAction, remove: deleteApiAction };
const KINDS = ["api", "version", "deployment", "usage", "build", "workspace"];
type Params = Record<string, string | string[] | undefined>;

export default async function DashboardPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor("/dashboard");
  const [deps, params] = [webDeps(), await searchParams];
  const asOf = deps.clock.now();
  const [totals, deleted, workspace] = await Promise.all([apiTotals({}, actor, deps), listDeletedApis({}, actor, deps), getWorkspace({}, actor, deps)]);
  const deletedApis = deleted.length > 0 ? <DeletedApis apis={deleted} restore={restoreApiAction} /> : null;
  const live = <LiveUpdates asOf={asOf} kinds={KINDS} everySeconds={30} />;
  if (totals.apis === 0) {
    return (
      <div className="mx-auto max-w-[640px] pt-[6dvh]">
        <h1 className="mb-6 text-28 font-semibold tracking-tight">Create your first API</h1>
        <StartHere examples={EXAMPLE_PROMPTS} />
        {deletedApis}
        {live}
      </div>
    );
  }
  const broken = totals.failed + totals.errors > 0 ? await readBroken(actor) : [];
  return (
    <div className="space-y-6">
      <PageHeader
        title="APIs"
        action={
          <Link href="/generate" className={buttonClass("primary")}>
            <Plus aria-hidden className="size-4" /> Create API
          </Link>
        }
      />
      {live}
      <Totals totals={totals} left={{ used: workspace.usedThisHour.calls, limit: workspace.limits.callsPerHour }} />
      <NeedsYou apis={broken} />
      <Apis params={params} actor={actor} />
      {deletedApis}
    </div>
  );
}

/** What does not run at all, then what failed most. */
async function readBroken(actor: Actor): Promise<ApiSummary[]> {
  const read = async (state: ApiState) => (await listApiPage({ limit: MOST_BROKEN, state, sort: "-errors" }, actor, webDeps())).items;
  const [failed, withErrors] = await Promise.all([read("failed"), read("errors")]);
  return [...failed, ...withErrors.filter(({ status }) => status !== "failed")].slice(0, MOST_BROKEN);
}

async function Apis({ params, actor }: { params: Params; actor: Actor }) {
  const deps = webDeps();
  const table = tableState(params, API_COLUMNS, "-created");
  const one = (name: string) => [params[name] ?? []].flat()[0];
  const state = API_STATES.find((known) => known === one("state"));
  const sort = API_SORTS.find((known) => known === `${table.isDescending ? "-" : ""}${table.sort}`);
  const page = await readPage({ limit: PAGE_SIZE, q: table.q, state, sort, cursor: one("after") }, actor);
  const ids = page.items.map(({ id }) => id);
  const [runs, hours] = await Promise.all([runStates(ids, deps), apiHours(ids, actor, { ...deps, now: deps.clock.now() })]);
  return (
    <section aria-label="APIs" className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TableSearch label="Search APIs" placeholder="Search APIs  /" />
        <StateFilter params={params} current={state} />
      </div>
      <ApiTable apis={page.items} runs={runs} hours={hours} state={table} params={params} actions={ACTIONS} />
      <div className="flex flex-wrap gap-2">
        {one("after") ? <Link href={tableHref("/dashboard", params, {})} className={buttonClass("secondary")}>First page</Link> : null}
        {page.cursor ? <Link href={tableHref("/dashboard", params, { after: page.cursor })} className={buttonClass("secondary")}>Next {PAGE_SIZE}</Link> : null}
      </div>
    </section>
  );
}

/** A place in an address that is none of ours, or of another order, is the beginning. */
const readPage = (input: ListApiPageInput, actor: Actor) => listApiPage(input, actor, webDeps()).catch((error: unknown) => {
  if (error instanceof AppError && error.code === "invalid") return listApiPage({ ...input, cursor: undefined }, actor, webDeps());
  throw error;
});
