import type { ReactNode } from "react";
import DashboardLayout from "../(dashboard)/layout.tsx";
import MarketingLayout from "../(marketing)/layout.tsx";
import { currentActor } from "../current-actor.ts";

/** The gallery is public; whoever is signed in keeps the sidebar. */
export default async function BlueprintsLayout({ children }: { children: ReactNode }) {
  if (await currentActor()) return <DashboardLayout>{children}</DashboardLayout>;
  return (
    <MarketingLayout>
      <div className="pt-8">{children}</div>
    </MarketingLayout>
  );
}
