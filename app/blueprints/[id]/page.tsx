import { CodeView } from "#components/apis/code-view.tsx";
import { BlueprintPicture } from "#components/blueprints/blueprint-picture.tsx";
import { StartBlueprint } from "#components/blueprints/start-blueprint.tsx";
import { Card } from "#components/ui/card.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getBlueprint } from "#lib/blueprints/get-blueprint.ts";
import type { BlueprintDetail } from "#lib/blueprints/schema.ts";
import { AppError } from "#lib/errors.ts";
import { currentActor } from "../../current-actor.ts";
import { NothingFound } from "../../nothing-found.tsx";

export async function generateMetadata({ params }: { params: Promise<{ id: string }> }) {
  const blueprint = find((await params).id);
  return { title: blueprint ? `${blueprint.name} blueprint` : "Not found" };
}

export default async function BlueprintPage({ params }: { params: Promise<{ id: string }> }) {
  const blueprint = find((await params).id);
  if (!blueprint) return <NothingFound />;
  const actor = await currentActor();
  return (
    <>
      <p className="mb-2 text-13">
        <Link href="/blueprints" className="rounded-sm text-muted underline-offset-4 hover:text-ink hover:underline">
          Blueprints
        </Link>
      </p>
      <PageHeader title={blueprint.name} lead={blueprint.description} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <div className="min-w-0 space-y-4">
          <Card title="Start from it" headingId="start">
            <StartBlueprint id={blueprint.id} prompt={blueprint.examplePrompt} parameters={blueprint.parameters} isSignedIn={actor !== null} />
          </Card>
          <Card title="What it does" headingId="does">
            <Points blueprint={blueprint} />
          </Card>
          <Card title="Contract tests" headingId="tests" aside={`${blueprint.contractTests.length}`}>
            <ul className="space-y-1 text-13">
              {blueprint.contractTests.map((test) => (
                <li key={test.name} className="break-words">
                  {test.name} <span className="text-muted">{`· ${test.steps.length} ${test.steps.length === 1 ? "call" : "calls"}`}</span>
                </li>
              ))}
            </ul>
          </Card>
        </div>
        <div className="min-w-0 space-y-4">
          <Card title="Its calls" headingId="picture" aside="Checked before it goes live">
            <BlueprintPicture calls={blueprint.picture} />
          </Card>
          <CodeView files={{ "main.ts": blueprint.source }} />
        </div>
      </div>
    </>
  );
}

function Points({ blueprint: { points, assumptions, publicRoutes } }: { blueprint: BlueprintDetail }) {
  return (
    <div className="space-y-3">
      <List items={points} />
      {assumptions.length > 0 ? (
        <div className="space-y-1">
          <h3 className="text-13 font-medium">Assumed</h3>
          <List items={assumptions} />
        </div>
      ) : null}
      {publicRoutes.length > 0 ? (
        <p className="text-13 text-muted">
          Without a key: <span className="font-mono">{publicRoutes.map(({ method, path }) => `${method} ${path}`).join(", ")}</span>
        </p>
      ) : null}
    </div>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className="list-disc space-y-1 pl-5 marker:text-muted">
      {items.map((item) => (
        <li key={item} className="break-words">
          {item}
        </li>
      ))}
    </ul>
  );
}

function find(id: string): BlueprintDetail | null {
  try {
    return getBlueprint(id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
