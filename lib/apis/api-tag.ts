import { tagOf } from "#lib/http/etag.ts";
import type { ApiDetail } from "./schema.ts";

/** Names the state of what can be edited of an API, for its ETag: equal until something of it changes. */
export function apiTag({ name, description, about, status, callsPerHour, publicRoutes, liveVersionId }: Pick<ApiDetail, "name" | "description" | "about" | "status" | "callsPerHour"> & { publicRoutes: unknown; liveVersionId: string | null }): string {
  return tagOf([name, description, about, status, callsPerHour, publicRoutes, liveVersionId]);
}
