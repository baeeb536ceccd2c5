import { AuditFilters, type AuditChoice, PERIODS } from "#components/audit/audit-filters.tsx";
import { AuditList } from "#components/audit/audit-list.tsx";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { listDeletedApis } from "#lib/apis/list-deleted-apis.ts";
import { auditPeople } from "#lib/audit/audit-people.ts";
import { listAudit } from "#lib/audit/list-audit.ts";
import { AUDIT_DAYS, AUDIT_OBJECTS } from "#lib/audit/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Audit log" };

const PAGE_SIZE = 50;
const LEAD = `Every change in this workspace: who made it, when and from where. Entries are kept for ${AUDIT_DAYS} days, and nobody can change or remove one.`;

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const asked = await searchParams;
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const chosen: AuditChoice = { what: text("what"), who: text("who"), api: text("api"), days: Object.hasOwn(PERIODS, text("days")) ? text("days") : "" };
  const actor = await requireActor("/audit");
  const asOf = webDeps().clock.now();
  const read = await readLog(chosen, text("cursor"), actor);
  if (!read) {
    return (
      <>
        <PageHeader title="Audit log" lead={LEAD} />
        <Notice title="Only owners and administrators read it">Your role in this workspace doesn’t include the audit log. Ask an owner for what you need to know.</Notice>
      </>
    );
  }
  const { page, people, apis } = read;
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ""));
  const isFiltered = query.size > 0;
  return (
    <>
      <PageHeader title="Audit log" lead={LEAD} />
      <LiveUpdates asOf={asOf} kinds={AUDIT_OBJECTS} />
      <AuditFilters chosen={chosen} objects={AUDIT_OBJECTS} people={people} apis={apis} />
      {page.items.length === 0 ? (
        <Empty title={isFiltered ? "Nothing fits these filters" : "Nothing was changed yet"}>{isFiltered ? <Link href="/audit" className="font-medium text-ink underline underline-offset-4">Show everything</Link> : "What somebody changes in this workspace is noted here."}</Empty>
      ) : (
        <AuditList entries={page.items} apiNames={new Map(apis.map(({ id, name }) => [id, name]))} />
      )}
      <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
        {text("cursor") ? <Link href={`/audit?${query}`} className={buttonClass("secondary", "sm")}>Newest</Link> : <span />}
        {page.cursor ? <Link href={`/audit?${new URLSearchParams([...query, ["cursor", page.cursor]])}`} rel="next" className={buttonClass("secondary", "sm")}>Older</Link> : null}
      </nav>
    </>
  );
}

interface AuditLog {
  page: Awaited<ReturnType<typeof listAudit>>;
  people: Awaited<ReturnType<typeof auditPeople>>;
  apis: readonly { id: string; name: string }[];
}

/** Null: whoever asks may not read it. */
async function readLog({ what, who, api, days }: AuditChoice, cursor: string, actor: Actor): Promise<AuditLog | null> {
  const deps = webDeps();
  const since = Number(days) > 0 ? { since: new Date(deps.clock.now() - Number(days) * 86_400_000) } : {};
  const filters = { ...(what ? { objectType: what } : {}), ...(who ? { actorId: who } : {}), ...(api ? { apiId: api } : {}), ...since, ...(cursor ? { cursor } : {}) };
  try {
    const [page, people, apis, deleted] = await Promise.all([listAudit({ ...filters, limit: PAGE_SIZE }, actor, deps), auditPeople({}, actor, deps), listApis({}, actor, deps), listDeletedApis({}, actor, deps)]);
    return { page, people, apis: [...apis, ...deleted] };
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") return null;
    // A kept address may have a cursor that is none any more.
    if (error instanceof AppError && error.code === "invalid" && cursor) return readLog({ what, who, api, days }, "", actor);
    throw error;
  }
}
