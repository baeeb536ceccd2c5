import { BlueprintCard } from "#components/blueprints/blueprint-card.tsx";
import { BlueprintFilter } from "#components/blueprints/blueprint-filter.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listBlueprints } from "#lib/blueprints/list-blueprints.ts";

export const metadata = { title: "Blueprints" };

export default async function BlueprintsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { q, category } = await searchParams;
  const [words, chosen] = [typeof q === "string" ? q.slice(0, 100) : "", typeof category === "string" && category !== "" ? category : undefined];
  const all = listBlueprints();
  const categories = [...new Set(all.map((blueprint) => blueprint.category))];
  const found = listBlueprints({ q: words, ...(chosen === undefined ? {} : { category: chosen }) });
  return (
    <>
      <PageHeader title="Blueprints" lead="Complete APIs to start from. Each is a readable source with its own contract tests, and what its picture shows is one of them." />
      <BlueprintFilter key={`${words} ${chosen}`} words={words} category={chosen ?? ""} categories={categories} found={found.length} total={all.length} />
      {found.length === 0 ? (
        <Empty title="No blueprint has these words">Use fewer words, or describe what you need: the description need not be in this gallery.</Empty>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {found.map((blueprint) => (
            <li key={blueprint.id} className="flex min-w-0">
              <BlueprintCard blueprint={blueprint} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
