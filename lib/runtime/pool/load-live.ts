import { AppError } from "#lib/errors.ts";
import { parseRuntimeName } from "../runtime-name.ts";
import type { LiveVersion, VersionSource } from "../host-ports.ts";
import type { Keeper } from "./keeper.ts";
import type { Timers } from "./pool-limits.ts";
import { enter, type Slot } from "./slot.ts";

/** What is live of the slot's API, or the version that it is for. Throws what a caller of one that has nothing live is told, and puts its runtime to sleep. */
export async function loadLive(slot: Slot, deps: { versions: VersionSource; timers: Timers }, keeper: Pick<Keeper, "retire">): Promise<LiveVersion> {
  const { versions, timers } = deps;
  let live: LiveVersion | null;
  let why: Awaited<ReturnType<VersionSource["whyNotLive"]>> | null;
  try {
    live = await versions.loadLive(slot.apiId);
    why = live ? null : await versions.whyNotLive(slot.apiId);
  } catch (error) {
    throw new AppError("unavailable", "The database can't be reached, so this API can't be woken. Try again in a few seconds.", { cause: error, headers: { "Retry-After": "2" } });
  }
  if (live) return live;
  keeper.retire(slot);
  if (why?.state === "paused" || why?.state === "failed") enter(slot, why.state, timers.now(), why.reason);
  if (why?.state === "paused") throw new AppError("paused", "This API is paused. Its owner can resume it.");
  if (why?.state === "failed") throw new AppError("unavailable", `This API was taken out of service. ${why.reason ?? ""} Its owner can restart it.`);
  throw new AppError("not_found", parseRuntimeName(slot.apiId).version ? "This version can't be called any more. Its API has a newer one, or its draft was discarded." : "This API has no live version.");
}
