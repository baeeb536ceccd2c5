import { BuildList } from "#components/generation/build-list.tsx";
import { LiveUpdates } from "#components/live/live-updates.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { ChoiceLinks } from "#components/ui/choice-links.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { webDeps } from "#lib/deps.ts";
import { listGenerations } from "#lib/generation/list-generations.ts";
import { generationSchema } from "#lib/generation/schema.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Builds" };

const PAGE_SIZE = 30;
const KINDS = ["build"];
const FILTERS = [
  { value: undefined, label: "All", none: "No builds yet" }, { value: "running", label: "Running", none: "No build is running" },
  { value: "live", label: "Built", none: "No build went live" }, { value: "failed", label: "Failed", none: "No build failed" },
  { value: "refused", label: "Refused", none: "No description was refused" }, { value: "cancelled", label: "Cancelled", none: "No build was cancelled" },
] as const;

export default async function GenerationsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { cursor, status: asked } = await searchParams;
  const status = generationSchema.shape.status.safeParse(asked).data;
  const actor = await requireActor("/generations");
  const asOf = webDeps().clock.now();
  const page = await listGenerations({ limit: PAGE_SIZE, ...(typeof cursor === "string" ? { cursor } : {}), ...(status ? { status } : {}) }, actor, webDeps());
  return (
    <>
      <PageHeader
        title="Builds"
        lead="Everything this workspace had built, whatever came of it. A build that did not go live counts against no limit."
        action={
          <Link href="/generate" className={buttonClass("primary")}>
            Create API
          </Link>
        }
      />
      <LiveUpdates asOf={asOf} kinds={KINDS} />
      <div className="mb-4">
        <ChoiceLinks label="Builds by outcome" links={FILTERS.map(({ value, label }) => ({ href: value ? `/generations?status=${value}` : "/generations", title: label, isCurrent: value === status }))} />
      </div>
      {page.items.length === 0 ? <Empty title={FILTERS.find(({ value }) => value === status)?.none ?? "No builds"}>Describe an API, and its build is kept here with every stage and test.</Empty> : <BuildList builds={page.items} label="Builds, newest first" />}
      <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
        {typeof cursor === "string" ? (
          <Link href={status ? `/generations?status=${status}` : "/generations"} className={buttonClass("secondary", "sm")}>
            Newest
          </Link>
        ) : (
          <span />
        )}
        {page.cursor ? (
          <Link href={`/generations?cursor=${page.cursor}${status ? `&status=${status}` : ""}`} className={buttonClass("secondary", "sm")} rel="next">
            Older
          </Link>
        ) : null}
      </nav>
    </>
  );
}
