import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SiteFooter } from "#components/landing/site-footer.tsx";
import { SiteHeader } from "#components/layout/site-header.tsx";
import { THEME_COOKIE, themeFrom } from "#components/layout/theme.ts";
import { currentActor } from "../current-actor.ts";

export default async function MarketingLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader theme={theme} isSignedIn={(await currentActor()) !== null} />
      <main id="content" tabIndex={-1} className="outline-none mx-auto w-full max-w-[1200px] flex-1 px-4 sm:px-6">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
