import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { callSocket } from "../../../supabase/tests/live-apis.ts";
import { until } from "../../../supabase/tests/until.ts";
import { detectSandbox } from "../sandbox/detect-sandbox.ts";
import { processUsage } from "../sandbox/process-usage.ts";
import { readableCopy } from "../sandbox/readable-copy.ts";
import type { SandboxHost } from "../sandbox/run-confined.ts";
import { createUids } from "../sandbox/uids.ts";
import { compileConfig } from "../workerd/compile-config.ts";
import { configText } from "../workerd/config-text.ts";
import { controlRequest } from "../workerd/control-request.ts";
import { launchProcess, type RuntimeProcess } from "../workerd/runtime-process.ts";
import { WATCHDOG_LIMITS } from "../workerd/watchdog.ts";
import { workerdBinary, type WorkerdBinary } from "../workerd/workerd-binary.ts";
import { withLayers } from "./run-natives.ts";

let root = "";
let host: SandboxHost;
let workerd: WorkerdBinary;
before(async () => {
  root = mkdtempSync("/tmp/acw-");
  chmodSync(root, 0o711);
  const sandbox = await detectSandbox(root, createLog("test", "error"));
  host = { sandbox, uids: createUids(sandbox.firstUid), directory: root };
  const installed = workerdBinary();
  workerd = { ...installed, file: readableCopy(installed.file, sandbox.firstUid !== null) };
});
after(() => rmSync(root, { recursive: true, force: true }));

/** Boots code with workerd's config changed, in this sandbox, without the platform around it. */
async function boot(bundle: string, change: (config: string) => string, inside: SandboxHost): Promise<RuntimeProcess> {
  const runtime = launchProcess(workerd, inside);
  await runtime.start(await compileConfig(change(configText()), "export default {};", workerd, host), 20_000);
  const { status, text } = await controlRequest(runtime.controlSocket, "POST", JSON.stringify({ code: bundle, secretNames: [] }), 20_000);
  assert.equal(status, 204, text);
  return runtime;
}

const ATTACK = guestBundle(`const out = {}; for (const [name, attempt] of Object.entries({
    bindings: async () => (await import("cloudflare:workers")).env.HOST.fetch !== undefined || Promise.reject(new Error("none")),
    network: async () => { const s = (await import("cloudflare:sockets")).connect("127.0.0.1:" + url.searchParams.get("port")); await s.opened; return true; },
  })) { try { out[name] = await attempt() ? "reached" : "nothing"; } catch (error) { out[name] = "stopped"; } } return out;`);

async function attack(change: (config: string) => string, inside: SandboxHost): Promise<unknown> {
  const tripwire = createServer((socket) => void socket.on("error", () => {}).end());
  await new Promise<void>((resolve) => tripwire.listen(0, "127.0.0.1", resolve));
  const runtime = await boot(ATTACK, change, inside);
  try {
    return JSON.parse((await callSocket(runtime.apiSocket, `/?port=${(tripwire.address() as AddressInfo).port}`)).body);
  } finally {
    runtime.kill();
    await runtime.exited;
    tripwire.close();
  }
}

const unlocked = (config: string): string => config.replace("allow = []", `allow = ["private", "public"]`).replace(`globalOutbound = "egress"`, `globalOutbound = "internet"`).replace(`"disallow_importable_env", `, "");

test("without workerd's own limits code of an API takes the platform's bindings, and without the sandbox the machine's ports too", async () => {
  assert.notEqual(unlocked(configText()), configText());
  const bare: SandboxHost = { ...host, sandbox: withLayers(host.sandbox, new Set(["rlimits"])) };
  assert.deepEqual(await attack((config) => config, host), { bindings: "stopped", network: "stopped" });
  assert.deepEqual(await attack((config) => config, bare), { bindings: "stopped", network: "stopped" }, "workerd alone stops both");
  assert.deepEqual(await attack(unlocked, host), { bindings: "reached", network: "stopped" }, "the sandbox still stops the network");
  assert.deepEqual(await attack(unlocked, bare), { bindings: "reached", network: "reached" });
});

test("without the watchdog a spinning call goes on past its budget", async () => {
  const runtime = await boot(guestBundle(`for (;;);`), (config) => config, host);
  const pid = runtime.workerdPid() ?? assert.fail("no process");
  const call = callSocket(runtime.apiSocket).catch((error: Error) => error);
  await until(() => (processUsage(pid)?.cpuMs ?? 0) > 3 * WATCHDOG_LIMITS.blockedCpuMs, "three times the budget burnt");
  assert.equal(runtime.hasExited(), false);
  runtime.kill();
  assert.ok((await call) instanceof Error);
});
