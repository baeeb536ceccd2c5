import type { ApiStatus } from "#lib/apis/schema.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";

/** The state of an API as a badge. */
export function ApiState({ status }: { status: ApiStatus }) {
  return <StateBadge state={status === "active" ? "live" : status} />;
}
