import { BuildView } from "#components/generation/build-view.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { webDeps } from "#lib/deps.ts";
import { listGenerations } from "#lib/generation/list-generations.ts";
import { EXAMPLE_PROMPTS } from "#lib/generation/prompt.ts";
import { isUuid } from "#lib/id.ts";
import { requireActor } from "../../current-actor.ts";

export const metadata = { title: "Create API" };

export default async function GeneratePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { id } = await searchParams;
  const generationId = typeof id === "string" && isUuid(id) ? id : null;
  const actor = await requireActor(generationId ? `/generate?id=${generationId}` : "/generate");
  const deps = webDeps();
  const [{ items }, offer] = await Promise.all([listGenerations({ limit: 8 }, actor, deps), deps.generators.offerFor(actor)]);
  return (
    <>
      <PageHeader title="Create API" />
      <BuildView generationId={generationId} examples={EXAMPLE_PROMPTS} offer={offer} history={items} />
    </>
  );
}
