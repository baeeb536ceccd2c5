import { buttonClass } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";

/** What stands where nothing is, or where something of another workspace is: the same words for both. Below a title it is no first heading. */
export function NotFoundPanel({ below }: { below?: "title" | undefined }) {
  const Heading = below ? "h2" : "h1";
  return (
    <div className="flex min-h-[60dvh] max-w-[56ch] flex-col items-start justify-center gap-4">
      <p className="font-mono text-13 text-muted">404</p>
      <Heading className="text-28 font-semibold tracking-tight">Nothing is at this address</Heading>
      <p className="text-16 text-muted">The page does not exist, or it belongs to another workspace. Check the address, or start from your APIs.</p>
      <Link href="/dashboard" className={buttonClass("secondary")}>
        Go to your APIs
      </Link>
    </div>
  );
}
