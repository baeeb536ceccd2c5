import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Logo } from "#components/layout/logo.tsx";
import { THEME_COOKIE, themeFrom } from "#components/layout/theme.ts";
import { ThemeToggle } from "#components/layout/theme-toggle.tsx";
import { Link } from "#components/ui/link.tsx";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-[1200px] items-center justify-between px-4 py-2.5 sm:px-6">
        <Link href="/" className="rounded-md" aria-label="API Creator, home">
          <Logo />
        </Link>
        <ThemeToggle initial={theme} />
      </header>
      <main id="content" tabIndex={-1} className="outline-none mx-auto w-full max-w-[25rem] flex-1 space-y-5 px-4 pt-[8dvh] pb-16">
        {children}
      </main>
    </div>
  );
}
