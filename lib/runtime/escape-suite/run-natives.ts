import type { Sandbox } from "../sandbox/sandbox.ts";
import { createUids } from "../sandbox/uids.ts";
import { NATIVE_ATTACKS } from "./native-attacks.ts";
import type { NativeStage } from "./native-stage.ts";
import type { EscapeRow } from "./report.ts";
import { runFlood } from "./run-flood.ts";
import { runNative } from "./run-native.ts";

/** The sandbox with some of its layers taken away, for the proof that each of them does something. */
export function withLayers(sandbox: Sandbox, layers: ReadonlySet<string>): Sandbox {
  const has = (name: string) => layers.has(name);
  return {
    ...sandbox,
    bubblewrap: has("bubblewrap") ? sandbox.bubblewrap : null,
    seccompFiles: has("seccomp") ? sandbox.seccompFiles : null,
    landlockAbi: has("landlock") ? sandbox.landlockAbi : 0,
    hasLimits: has("rlimits"),
  };
}

/** The layers of the process; those that JavaScript meets (workerd, the host socket, the watchdog) are not among them. */
export const processLayers = (sandbox: Sandbox): string[] => sandbox.layers.filter((layer) => layer !== "workerd");

/**
 * Runs every native attack in the whole sandbox, without any layer, and with each layer alone: that tells which of them stop it. The attacker's
 * uid is the victim's but where the layer `uid` is on: without uids of their own runtimes share one.
 */
export async function runNatives(stage: NativeStage, sandbox: Sandbox, onRow: (row: EscapeRow) => void, isShort = false): Promise<void> {
  const own = sandbox.firstUid === null ? null : sandbox.firstUid + 1;
  const layers = processLayers(sandbox);
  for (const attack of NATIVE_ATTACKS) {
    if (attack.only && attack.only !== stage.arch) continue;
    const run = (on: readonly string[]) => runNative(attack, stage, withLayers(sandbox, new Set(on)), on.includes("uid") ? own : sandbox.firstUid);
    const whole = await run(layers);
    const bare = isShort ? null : await run([]);
    const stoppedBy: string[] = [];
    if (bare?.escaped) for (const layer of layers) if (!(await run([layer])).escaped) stoppedBy.push(layer);
    // What the kernel refuses to an ordinary process without privileges, whatever else is there.
    if (bare && !bare.escaped) stoppedBy.push("no privileges");
    onRow({ attack: attack.attack, by: "native program", stoppedBy, evidence: whole.evidence, worksWithoutLayers: bare ? bare.escaped : null, escaped: whole.escaped });
  }
  onRow(await runFlood(stage, sandbox, createUids(sandbox.firstUid)));
}
