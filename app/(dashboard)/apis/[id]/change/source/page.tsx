import type { Metadata } from "next";
import { SourceView } from "#components/changes/source-view.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { webDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import { testOfCall } from "#lib/calls/test-of-call.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { type EditBase, readEditBase } from "#lib/versions/edit-base.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { requireActor } from "../../../../../current-actor.ts";
import { checkTypesAction } from "./actions.ts";
import { type ApiPageProps, apiTitle, readApi } from "../../read-api.ts";

interface SourcePageProps extends ApiPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = (props: SourcePageProps): Promise<Metadata> => apiTitle(props, "edit the source");

export default async function SourcePage({ params, searchParams }: SourcePageProps) {
  const [{ id }, { id: asked, version, call }] = await Promise.all([params, searchParams]);
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}/change/source`), readApi(id)]);
  if (api === null) return null;
  const number = Number(version);
  const base = await readEditBase({ apiId: id, ...(Number.isInteger(number) && number > 0 ? { from: number } : {}) }, actor, webDeps()).catch((error: unknown): EditBase | null => {
    if (error instanceof AppError && error.code === "invalid") return null;
    throw error;
  });
  const taken = await testFrom(id, call, actor);
  // What is typed for another version, or for another call's test, is another edit.
  const keptAs = [id, base && version !== undefined ? base.number : "live", ...(taken && "test" in taken ? [`call-${String(call)}`] : [])].join("-");
  return (
    <>
      <p className="mb-4 max-w-[72ch] text-muted">
        The source is edited by hand, and has to pass the same checks and tests.{" "}
        <Link href={`/apis/${id}/change`} className="underline underline-offset-4">
          Change it by words
        </Link>
      </p>
      {taken && "message" in taken ? <Notice tone="failed" className="mb-4" title="The call can’t become a contract test">{taken.message}</Notice> : null}
      {taken && "test" in taken ? (
        <Notice className="mb-4" title="The call is the last contract test below">
          Tests run on empty data: what the call found there has to be made by steps before it. Correct what it expects, then test and store.
        </Notice>
      ) : null}
      {base ? (
        <SourceView
          key={keptAs}
          apiId={id}
          keptAs={keptAs}
          checkTypes={checkTypesAction.bind(null, id)}
          base={{ id: base.id, number: base.number, files: base.files, contractTests: JSON.stringify([...base.contractTests, ...(taken && "test" in taken ? [taken.test] : [])], null, 2) }}
          generationId={typeof asked === "string" && isUuid(asked) ? asked : null}
        />
      ) : (
        <Notice tone="failed" title="There is no such version">
          <Link href={`/apis/${id}/versions`} className="font-medium text-ink underline underline-offset-4">
            See the versions of this API
          </Link>
        </Notice>
      )}
    </>
  );
}

/** The test that a call of the logs makes; null: none was asked for. */
async function testFrom(apiId: string, call: string | string[] | undefined, actor: Actor): Promise<{ test: ContractTest } | { message: string } | null> {
  const callId = Number(call);
  if (call === undefined || !Number.isSafeInteger(callId)) return null;
  try {
    return { test: await testOfCall({ apiId, callId }, actor, webDeps()) };
  } catch (error) {
    if (error instanceof AppError) return { message: error.message };
    throw error;
  }
}
