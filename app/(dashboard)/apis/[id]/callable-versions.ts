import type { CallableVersion } from "#components/apis/try/try-console.tsx";
import type { Actor } from "#lib/auth/actor.ts";
import { webDeps } from "#lib/deps.ts";
import { listVersions } from "#lib/versions/list-versions.ts";

/** The last versions that can be called from the dashboard, the live one first. */
export async function callableVersions(apiId: string, actor: Actor): Promise<CallableVersion[]> {
  const { items } = await listVersions({ apiId }, actor, webDeps());
  return items.filter(({ state }) => state !== "discarded").toSorted((a, b) => Number(b.state === "live") - Number(a.state === "live")).map(({ number, state }) => ({ number, state }));
}
