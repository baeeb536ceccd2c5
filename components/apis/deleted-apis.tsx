import type { DeletedApi } from "#lib/apis/schema.ts";
import type { ApiActionResult } from "./api-controls.tsx";
import { RestoreButton } from "./restore-button.tsx";

interface DeletedApisProps {
  apis: DeletedApi[];
  restore: (apiId: string) => Promise<ApiActionResult>;
}

/** Deleted APIs that can still be restored, each with the day on which it goes. */
export function DeletedApis({ apis, restore }: DeletedApisProps) {
  return (
    <section aria-labelledby="deleted" className="mt-10 space-y-2">
      <h2 id="deleted" className="text-16 font-semibold">
        Deleted
      </h2>
      <p className="text-13 text-muted">Their addresses answer 410. Restored, they answer again with their keys, versions and data.</p>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {apis.map((api) => (
          <li key={api.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0">
              <p className="font-medium break-words">{api.name}</p>
              <p className="text-13 text-muted">
                Goes for good on <time dateTime={api.goneAt}>{dayOf(api.goneAt)}</time>
              </p>
            </div>
            <RestoreButton apiId={api.id} name={api.name} restore={restore} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "22 December 2026", in UTC: the same on the server and in every browser. */
export const dayOf = (iso: string): string => new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
