import { Link } from "#components/ui/link.tsx";
import type { DeletedApi as DeletedApiRow } from "#lib/apis/schema.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { ApiActionResult } from "./api-controls.tsx";
import { dayOf } from "./deleted-apis.tsx";
import { RestoreButton } from "./restore-button.tsx";

interface DeletedApiProps {
  /** Absent: it is restored from the list of APIs, if its time is not over. */
  restorable?: { api: DeletedApiRow; restore: (apiId: string) => Promise<ApiActionResult> } | undefined;
}

/** The page of an API that was deleted. */
export function DeletedApi({ restorable }: DeletedApiProps) {
  return (
    <div className="max-w-[56ch] space-y-4 pt-[8dvh]">
      <StateBadge state="deleted" />
      <h1 className="text-28 font-semibold tracking-tight break-words">{restorable ? `${restorable.api.name} was deleted` : "This API was deleted"}</h1>
      <p className="text-16 text-muted">
        Its address answers 410 and its keys don’t work.{" "}
        {restorable ? `Until ${dayOf(restorable.api.goneAt)} you can restore it with its keys, versions and data; then it goes for good.` : "For 30 days after it was deleted it can be restored from the list of your APIs."}
      </p>
      <div className="flex flex-wrap items-start gap-2">
        {restorable ? <RestoreButton apiId={restorable.api.id} name={restorable.api.name} restore={restorable.restore} variant="primary" /> : null}
        <Link href="/dashboard" className={buttonClass("secondary")}>
          Your APIs
        </Link>
      </div>
    </div>
  );
}
