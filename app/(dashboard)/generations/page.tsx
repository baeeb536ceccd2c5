import Link from "next/link";
import { BuildList } from "#components/generation/build-list.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { webDeps } from "#lib/deps.ts";
import { listGenerations } from "#lib/generation/list-generations.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Builds" };

const PAGE_SIZE = 30;

export default async function GenerationsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { cursor } = await searchParams;
  const actor = await requireActor("/generations");
  const page = await listGenerations({ limit: PAGE_SIZE, ...(typeof cursor === "string" ? { cursor } : {}) }, actor, webDeps());
  return (
    <>
      <PageHeader
        title="Builds"
        lead="Everything this workspace had built, whatever came of it. A build that did not go live counts for nothing."
        action={
          <Link href="/generate" className={buttonClass("primary")}>
            Create API
          </Link>
        }
      />
      {page.items.length === 0 ? <Empty title="No builds yet">Describe an API, and its build is kept here with every stage and test.</Empty> : <BuildList builds={page.items} label="Builds, newest first" />}
      <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
        {typeof cursor === "string" ? (
          <Link href="/generations" className={buttonClass("secondary", "sm")}>
            Newest
          </Link>
        ) : (
          <span />
        )}
        {page.cursor ? (
          <Link href={`/generations?cursor=${page.cursor}`} className={buttonClass("secondary", "sm")} rel="next">
            Older
          </Link>
        ) : null}
      </nav>
    </>
  );
}
