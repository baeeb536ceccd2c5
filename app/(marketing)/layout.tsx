import Link from "next/link";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
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
      <footer className="mt-16 border-t border-line">
        <div className="mx-auto flex max-w-[1200px] flex-wrap justify-between gap-x-6 gap-y-2 px-4 py-6 text-13 text-muted sm:px-6">
          <p>API Creator. MIT licence.</p>
          <nav aria-label="Footer" className="flex gap-6">
            <Link href="/docs" className="rounded-sm underline-offset-4 hover:underline">
              Quick start
            </Link>
            <Link href="/docs/errors" className="rounded-sm underline-offset-4 hover:underline">
              Errors
            </Link>
            <Link href="/security" className="rounded-sm underline-offset-4 hover:underline">
              Security
            </Link>
          </nav>
        </div>
      </footer>
    </div>
  );
}
