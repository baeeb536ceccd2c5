import { buttonClass } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Logo } from "./logo.tsx";
import type { Theme } from "./theme.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

/** The head of public pages. */
export function SiteHeader({ theme, isSignedIn }: { theme: Theme; isSignedIn: boolean }) {
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex max-w-[1200px] items-center justify-between gap-2 px-4 py-2.5 sm:px-6">
        <Link href="/" className="rounded-md" aria-label="API Creator, home">
          <Logo />
        </Link>
        <nav aria-label="Main" className="flex items-center gap-1">
          <Link href="/blueprints" className={buttonClass("ghost", "sm", "max-[420px]:hidden")}>
            Blueprints
          </Link>
          <Link href="/pricing" className={buttonClass("ghost", "sm", "max-sm:hidden")}>
            Pricing
          </Link>
          <Link href="/docs" className={buttonClass("ghost", "sm", "max-[359px]:hidden")}>
            Docs
          </Link>
          {isSignedIn ? (
            <Link href="/dashboard" className={buttonClass("secondary", "sm")}>
              Your APIs
            </Link>
          ) : (
            <>
              <Link href="/login" className={buttonClass("ghost", "sm")}>
                Sign in
              </Link>
              <Link href="/signup" className={buttonClass("secondary", "sm", "max-sm:hidden")}>
                Sign up
              </Link>
            </>
          )}
          <ThemeToggle initial={theme} />
        </nav>
      </div>
    </header>
  );
}
