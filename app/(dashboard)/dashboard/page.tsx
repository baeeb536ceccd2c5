import { Plus } from "lucide-react";
import Link from "next/link";
import { ApiList } from "#components/apis/api-list.tsx";
import { StartHere } from "#components/generation/start-here.tsx";
import { RefreshOnReturn } from "#components/layout/refresh-on-return.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { webDeps } from "#lib/deps.ts";
import { EXAMPLE_PROMPTS } from "#lib/generation/prompt.ts";
import { requireActor } from "../../current-actor.ts";
import { deleteApiAction, setApiStatusAction } from "../apis/actions.ts";

export const metadata = { title: "APIs" };

export default async function DashboardPage() {
  const actor = await requireActor("/dashboard");
  const apis = await listApis({}, actor, webDeps());
  if (apis.length === 0) {
    return (
      <div className="mx-auto max-w-[640px] pt-[6dvh]">
        <h1 className="mb-6 text-28 font-semibold tracking-tight">Create your first API</h1>
        <StartHere examples={EXAMPLE_PROMPTS} />
      </div>
    );
  }
  return (
    <>
      <PageHeader
        title="APIs"
        action={
          <Link href="/generate" className={buttonClass("primary")}>
            <Plus aria-hidden className="size-4" /> Create API
          </Link>
        }
      />
      <RefreshOnReturn />
      <ApiList apis={apis} setStatus={setApiStatusAction} remove={deleteApiAction} />
    </>
  );
}
