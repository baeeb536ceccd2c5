import { useSyncExternalStore } from "react";
import type { ApiStatus } from "#lib/apis/schema.ts";

/* What was asked for and is not answered yet, by API: shown wherever the page shows that API's state. */
const pending = new Map<string, ApiStatus>();
const listeners = new Set<() => void>();

/** Shows `status` from now on; null: what the server said. */
export function setPendingStatus(apiId: string, status: ApiStatus | null): void {
  if (status === null) pending.delete(apiId);
  else pending.set(apiId, status);
  for (const listener of [...listeners]) listener();
}

/** The state of an API as asked for, until the answer is there. */
export const useShownStatus = (apiId: string, status: ApiStatus): ApiStatus => useSyncExternalStore(subscribe, () => pending.get(apiId) ?? status, () => status);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
