import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { FocusContent } from "#components/layout/focus-content.tsx";
import { Sidebar } from "#components/layout/sidebar.tsx";
import { SIDEBAR_COOKIE, THEME_COOKIE, themeFrom } from "#components/layout/theme.ts";
import { Toaster } from "#components/ui/toaster.tsx";
import { WorkspaceSwitcher } from "#components/workspaces/workspace-switcher.tsx";
import { getAccount } from "#lib/accounts/get-account.ts";
import { webDeps } from "#lib/deps.ts";
import { signOutAction } from "../(auth)/actions.ts";
import { requireActor } from "../current-actor.ts";
import { setApiStatusAction } from "./apis/actions.ts";
import { findApisAction } from "./find-action.ts";
import { createWorkspaceAction, switchWorkspaceAction } from "./workspace/actions.ts";

const VERBS = { findApis: findApisAction, setStatus: setApiStatusAction, signOut: signOutAction };

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor((await headers()).get("x-pathname") ?? "/dashboard");
  const [store, { workspaces }] = await Promise.all([cookies(), getAccount({}, actor, webDeps())]);
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <Sidebar
        email={actor.kind === "user" ? actor.email : ""}
        isFoldedAtFirst={store.get(SIDEBAR_COOKIE)?.value === "folded"}
        theme={themeFrom(store.get(THEME_COOKIE)?.value)}
        verbs={VERBS}
        workspace={<WorkspaceSwitcher workspaces={workspaces} currentId={actor.workspaceId} switchTo={switchWorkspaceAction} create={createWorkspaceAction} />}
      />
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-6 pb-28 outline-none sm:px-6 md:px-8 md:pt-8 md:pb-12">
        <div className="mx-auto max-w-[1200px]">{children}</div>
      </main>
      <FocusContent />
      <Toaster />
    </div>
  );
}
