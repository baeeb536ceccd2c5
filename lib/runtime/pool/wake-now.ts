import { AppError } from "#lib/errors.ts";
import type { LiveVersion } from "../host-ports.ts";
import type { RuntimeAddress } from "../runtime.ts";
import type { Keeper, KeeperDeps } from "./keeper.ts";
import { loadLive } from "./load-live.ts";
import { pause } from "./pool-limits.ts";
import { addressOf, isSame, type Slot } from "./slot.ts";

/** An address that can't be reached is mostly that of a process whose end is about to be told. */
const LOST_MS = 250;

/** Where the calls of a slot go: to what runs already when it is of the live version, or its store can't be asked; else to a fresh runtime. `lostSocket` answers nobody. */
export async function wakeNow(slot: Slot, lostSocket: string | undefined, deps: KeeperDeps, keeper: Keeper): Promise<RuntimeAddress> {
  const usable = () => {
    const address = addressOf(slot);
    return address?.socketPath === lostSocket ? null : address;
  };
  const used = (address: RuntimeAddress) => {
    slot.lastUsed = deps.timers.now();
    return address;
  };
  let live: LiveVersion;
  try {
    live = await loadLive(slot, deps, keeper);
  } catch (error) {
    const address = error instanceof AppError && error.code === "unavailable" && slot.state !== "failed" ? usable() : null;
    if (address) return used(address);
    throw error;
  }
  if (slot.current && !usable() && lostSocket) await pause(deps.timers, LOST_MS, slot.current.runtime.exited);
  const address = isSame(slot.current, live) ? usable() : null;
  return address ? used(address) : keeper.start(slot, live);
}

/** Replaces a runtime of another version than the live one. */
export async function renew(slot: Slot, deps: KeeperDeps, keeper: Keeper): Promise<RuntimeAddress> {
  const live = await loadLive(slot, deps, keeper);
  return (isSame(slot.current, live) ? addressOf(slot) : null) ?? keeper.start(slot, live);
}
