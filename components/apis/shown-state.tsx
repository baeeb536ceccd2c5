"use client";

import type { RunState } from "#lib/apis/run-states.ts";
import type { ApiStatus } from "#lib/apis/schema.ts";
import { ApiState } from "./api-state.tsx";
import { useShownStatus } from "./pending-status.ts";

/** The state of an API, at once as somebody asked for it; back as it was when that is refused. */
export function ShownState({ apiId, status, run }: { apiId: string; status: ApiStatus; run?: RunState | undefined }) {
  const shown = useShownStatus(apiId, status);
  return (
    <span aria-busy={shown !== status} className={shown === status ? undefined : "opacity-60"}>
      <ApiState status={shown} run={shown === status ? run : undefined} />
    </span>
  );
}
