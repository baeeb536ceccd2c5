import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { escapeStage } from "../../../supabase/tests/escape-stage.ts";
import { startLiveApis, type LiveApis } from "../../../supabase/tests/live-apis.ts";
import { detectSandbox } from "../sandbox/detect-sandbox.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { NATIVE_ATTACKS } from "./native-attacks.ts";
import { openNativeStage, type NativeStage } from "./native-stage.ts";
import { RAW_ATTACKS, sendRaw } from "./raw-attacks.ts";
import type { EscapeRow } from "./report.ts";
import { runNative } from "./run-native.ts";
import { processLayers, runNatives, withLayers } from "./run-natives.ts";
import { openScriptScene, runRaw, runScript, type ScriptScene } from "./run-scripts.ts";
import { SCRIPT_ATTACKS } from "./script-attacks.ts";
import { VICTIM_MARKER } from "./suite-stage.ts";

let root = "";
let apis: LiveApis;
let scene: ScriptScene;
let natives: NativeStage;
let own: Sandbox;
const log = createLog("test", "error");

before(async () => {
  root = mkdtempSync("/tmp/ace-");
  chmodSync(root, 0o711);
  own = await detect("own");
  natives = await openNativeStage(root, own.firstUid);
  apis = await startLiveApis();
  scene = await openScriptScene(escapeStage(apis));
});
after(async () => {
  scene.close();
  natives.close();
  await apis.close();
  rmSync(root, { recursive: true, force: true });
});

async function detect(name: string, bubblewrap?: null): Promise<Sandbox> {
  const directory = path.join(root, name);
  mkdirSync(directory);
  chmodSync(directory, 0o711);
  return detectSandbox(directory, log, ...(bubblewrap === null ? [null] : []));
}

const escaped = (rows: readonly EscapeRow[]): string[] => rows.filter((row) => row.escaped).map(({ attack, evidence }) => `${attack}: ${evidence}`);

/** Which native attacks get out when only these layers are there. Without `uid` the attacker has the victim's. */
async function nativesThatEscape(sandbox: Sandbox, layers: readonly string[]): Promise<string[]> {
  const uid = layers.includes("uid") && sandbox.firstUid !== null ? sandbox.firstUid + 1 : own.firstUid;
  const out: string[] = [];
  for (const attack of NATIVE_ATTACKS) {
    if (attack.only && attack.only !== natives.arch) continue;
    if ((await runNative(attack, natives, withLayers(sandbox, new Set(layers)), uid)).escaped) out.push(attack.attack);
  }
  return out;
}

test("a native program in workerd's place gets nowhere, whatever system call it tries", async () => {
  assert.equal(own.tier, "hardened");
  const rows: EscapeRow[] = [];
  await runNatives(natives, own, (row) => void rows.push(row), true);
  assert.ok(rows.length >= 90, `${rows.length} attacks ran`);
  assert.deepEqual(escaped(rows), []);
});

test("code of an API gets nowhere, whatever it tries", async () => {
  const rows: EscapeRow[] = [];
  for (const attack of SCRIPT_ATTACKS) rows.push(await runScript(attack, scene));
  assert.deepEqual(escaped(rows), []);
});

test("bytes on the host's socket get nothing of another API and reach no port", async () => {
  const rows = await runRaw(scene);
  assert.equal(rows.length, RAW_ATTACKS.length);
  assert.deepEqual(escaped(rows), []);
});

const WITHOUT: Record<string, string> = {
  bubblewrap: "read /etc/passwd",
  seccomp: "start a process (the first of a fork bomb)",
  rlimits: "take 4 GB of memory",
};
for (const [layer, expected] of Object.entries(WITHOUT)) {
  test(`without ${layer}, attacks get through that it stops: ${expected}, for one`, async () => {
    const layers = processLayers(own).filter((name) => name !== layer);
    assert.ok((await nativesThatEscape(own, layers)).includes(expected));
  });
}

test("behind bubblewrap stands an own uid, where the runner is root: without both, another runtime's socket is open, with the uid alone it is not", async () => {
  const attack = "connect to another runtime's socket to the host";
  assert.ok((await nativesThatEscape(own, ["seccomp", "rlimits"])).includes(attack));
  assert.equal((await nativesThatEscape(own, ["seccomp", "rlimits", "uid"])).includes(attack), own.firstUid === null);
});

test("where Landlock stands in for bubblewrap nothing gets out but to sockets of the same uid, and without it files are open", async () => {
  const weaker = await detect("landlock", null);
  const layers = processLayers(weaker);
  const open = (await nativesThatEscape(weaker, layers)).filter((attack) => !attack.includes("threads"));
  // Without uids of their own this is no tier of its own: Landlock has no say in connecting to a socket by its path.
  if (weaker.tier === "landlock") assert.deepEqual(open, []);
  else assert.deepEqual(open, ["connect to the runner's control socket", "connect to another runtime's socket to the host"]);
  assert.ok((await nativesThatEscape(weaker, layers.filter((layer) => layer !== "landlock"))).includes("read /etc/passwd"));
});

test("what an API's own socket gives to it, it gives to nobody else: the twin reads the victim's document", async () => {
  const { host } = await escapeStage(apis).socketsOf(scene.victim);
  const [attack] = RAW_ATTACKS;
  assert.ok(attack);
  assert.match(await sendRaw(host, attack.bytes(scene.facts)), new RegExp(VICTIM_MARKER));
});
