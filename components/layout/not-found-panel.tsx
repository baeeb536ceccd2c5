import { buttonClass } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";

/** What stands where nothing is, or where something of another workspace is: the same words for both. */
export function NotFoundPanel() {
  return (
    <div className="flex min-h-[60dvh] max-w-[56ch] flex-col items-start justify-center gap-4">
      <p className="font-mono text-13 text-muted">404</p>
      <h1 className="text-28 font-semibold tracking-tight">Nothing is at this address</h1>
      <p className="text-16 text-muted">The page does not exist, or it belongs to another workspace. Check the address, or start from your APIs.</p>
      <Link href="/dashboard" className={buttonClass("secondary")}>
        Go to your APIs
      </Link>
    </div>
  );
}
