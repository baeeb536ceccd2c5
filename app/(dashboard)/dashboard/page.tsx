import { Plus } from "lucide-react";
import Link from "next/link";
import { ApiList } from "#components/apis/api-list.tsx";
import { DeletedApis } from "#components/apis/deleted-apis.tsx";
import { CallsThisHour } from "#components/workspaces/calls-this-hour.tsx";
import { StartHere } from "#components/generation/start-here.tsx";
import { RefreshOnReturn } from "#components/layout/refresh-on-return.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { listDeletedApis } from "#lib/apis/list-deleted-apis.ts";
import { runStates } from "#lib/apis/run-states.ts";
import { webDeps } from "#lib/deps.ts";
import { EXAMPLE_PROMPTS } from "#lib/generation/prompt.ts";
import { getWorkspace } from "#lib/workspaces/get-workspace.ts";
import { requireActor } from "../../current-actor.ts";
import { deleteApiAction, restartRuntimeAction, restoreApiAction, setApiStatusAction } from "../apis/actions.ts";

export const metadata = { title: "APIs" };

export default async function DashboardPage() {
  const actor = await requireActor("/dashboard");
  const deps = webDeps();
  const [apis, deleted, workspace] = await Promise.all([listApis({}, actor, deps), listDeletedApis({}, actor, deps), getWorkspace({}, actor, deps)]);
  const deletedApis = deleted.length > 0 ? <DeletedApis apis={deleted} restore={restoreApiAction} /> : null;
  if (apis.length === 0) {
    return (
      <div className="mx-auto max-w-[640px] pt-[6dvh]">
        <h1 className="mb-6 text-28 font-semibold tracking-tight">Create your first API</h1>
        <StartHere examples={EXAMPLE_PROMPTS} />
        {deletedApis}
      </div>
    );
  }
  const runs = await runStates(apis.map((api) => api.id), deps);
  return (
    <>
      <PageHeader
        title="APIs"
        lead={<CallsThisHour workspace={workspace} />}
        action={
          <Link href="/generate" className={buttonClass("primary")}>
            <Plus aria-hidden className="size-4" /> Create API
          </Link>
        }
      />
      <RefreshOnReturn />
      <ApiList apis={apis} runs={runs} setStatus={setApiStatusAction} restart={restartRuntimeAction} remove={deleteApiAction} />
      {deletedApis}
    </>
  );
}
