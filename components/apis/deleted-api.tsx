import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";

/** The page of an API that was deleted. */
export function DeletedApi() {
  return (
    <div className="max-w-[56ch] space-y-4 pt-[8dvh]">
      <StateBadge state="deleted" />
      <h1 className="text-28 font-semibold tracking-tight">This API was deleted</h1>
      <p className="text-16 text-muted">Its address answers 410 and its keys no longer work. Describe it again to build another.</p>
      <div className="flex flex-wrap gap-2">
        <Link href="/generate" className={buttonClass("primary")}>
          Create API
        </Link>
        <Link href="/dashboard" className={buttonClass("secondary")}>
          Your APIs
        </Link>
      </div>
    </div>
  );
}
