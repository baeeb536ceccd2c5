import { createHash } from "node:crypto";
import type { ApiDetail } from "./schema.ts";

/** Names the state of what can be edited of an API, for its ETag: equal until something of it changes. */
export function apiTag({ name, description, about, status, callsPerHour, publicRoutes, liveVersionId }: Pick<ApiDetail, "name" | "description" | "about" | "status" | "callsPerHour"> & { publicRoutes: unknown; liveVersionId: string | null }): string {
  return createHash("sha256").update(JSON.stringify([name, description, about, status, callsPerHour, publicRoutes, liveVersionId])).digest("base64url").slice(0, 16);
}
