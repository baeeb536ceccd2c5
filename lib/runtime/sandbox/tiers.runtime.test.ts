import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { callSocket } from "../../../supabase/tests/live-apis.ts";
import { until } from "../../../supabase/tests/until.ts";
import { createBundler } from "../compile/build.ts";
import { checkTypes } from "../compile/check.ts";
import { noOutbound } from "../host/live-egress-deps.ts";
import { NO_BUNDLES } from "../host-ports.ts";
import { compileConfig } from "../workerd/compile-config.ts";
import { configText } from "../workerd/config-text.ts";
import { controlRequest } from "../workerd/control-request.ts";
import { launchProcess } from "../workerd/runtime-process.ts";
import { createWorkerdBackend } from "../workerd/workerd-backend.ts";
import { workerdBinary } from "../workerd/workerd-binary.ts";
import { detectSandbox } from "./detect-sandbox.ts";
import { readableCopy } from "./readable-copy.ts";
import { runConfined, type SandboxHost } from "./run-confined.ts";
import { createSyscallProgram } from "./syscall-program.ts";
import { createUids } from "./uids.ts";

let root = "";
const lines: { event: string; [field: string]: unknown }[] = [];
const log = createLog("test", "debug", (line) => void lines.push(JSON.parse(line)));

before(() => {
  root = mkdtempSync("/tmp/act-");
  chmodSync(root, 0o711);
});
after(() => rmSync(root, { recursive: true, force: true }));

async function detect(name: string, bubblewrap?: string | null): Promise<SandboxHost> {
  const directory = path.join(root, name);
  mkdirSync(directory);
  chmodSync(directory, 0o711);
  lines.length = 0;
  const sandbox = await detectSandbox(directory, log, ...(bubblewrap === undefined ? [] : [bubblewrap]));
  return { sandbox, uids: createUids(sandbox.firstUid), directory };
}

function script(name: string, text: string): string {
  const file = path.join(root, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  chmodSync(file, 0o755);
  return file;
}

/** Boots an API in workerd, calls it once, and looks at the process from outside. */
async function serve(host: SandboxHost): Promise<{ reply: string; oomScore: string; session: string }> {
  const installed = workerdBinary();
  const workerd = { ...installed, file: readableCopy(installed.file, host.sandbox.firstUid !== null) };
  const config = await compileConfig(configText(), "export default {};", workerd, host);
  const runtime = launchProcess(workerd, host);
  try {
    await runtime.start(config, 20_000);
    assert.equal((await controlRequest(runtime.controlSocket, "POST", JSON.stringify({ code: guestBundle(`return "served";`), secretNames: [] }), 20_000)).status, 204);
    const pid = runtime.workerdPid() ?? assert.fail("no process");
    return { reply: (await callSocket(runtime.apiSocket)).body, oomScore: readFileSync(`/proc/${pid}/oom_score_adj`, "utf8").trim(), session: sessionOf(pid) };
  } finally {
    runtime.kill();
    await runtime.exited;
  }
}

/** Runtimes have uids of their own where the runner is root. */
const WITHOUT_BUBBLEWRAP = process.getuid?.() === 0 ? "landlock" : "development";
const DETECT = `const { detectSandbox } = await import(process.argv[1] + "/detect-sandbox.ts"); const { createLog } = await import(process.argv[1] + "/../../log.ts");
  const fs = await import("node:fs"); const directory = fs.mkdtempSync("/tmp/actu-"); const { tier, layers } = await detectSandbox(directory, createLog("x", "error", () => {}), null);
  fs.rmSync(directory, { recursive: true }); console.log(JSON.stringify({ tier, layers }));`;
const NOBODY = 65534;

/** Starts a program that never ends by itself, as a runtime, tells its process id, and dies without a word to anybody. */
const PARK_AND_DIE = `const [at, directory, file, without] = process.argv.slice(1); const load = (file) => import(at + "/" + file);
  const [{ detectSandbox }, { createUids }, { launchProcess }, { createLog }] = await Promise.all(["detect-sandbox.ts", "uids.ts", "../workerd/runtime-process.ts", "../../log.ts"].map(load));
  const sandbox = await detectSandbox(directory, createLog("x", "error", () => {}), ...(without ? [null] : []));
  const runtime = launchProcess({ file, version: "" }, { sandbox, uids: createUids(sandbox.firstUid), directory });
  const fs = await import("node:fs"); const name = () => { try { return fs.readFileSync("/proc/" + runtime.workerdPid() + "/cmdline", "latin1"); } catch { return ""; } };
  while (!/^(\\/bin\\/program|\\S*sleeper)\\0serve/.test(name())) await new Promise((r) => setTimeout(r, 5));
  fs.writeSync(1, String(runtime.workerdPid())); process.kill(process.pid, "SIGKILL");`;

/** Gone, or a zombie, which has no command line: when the machine's first process takes that away is not the sandbox's to say. */
function isDead(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`).length === 0;
  } catch {
    return true;
  }
}

for (const [tier, without] of [["hardened", ""], ["landlock", "without"]] as const) {
  test(`${tier}: a runtime dies with the runner, however that dies`, async () => {
    const directory = path.join(root, `die-${tier}`);
    mkdirSync(directory);
    chmodSync(directory, 0o711);
    const file = path.join(root, "sleeper");
    const sleeper = createSyscallProgram(process.arch === "arm64" ? "arm64" : "x64");
    sleeper.call("ppoll", 0, 0, 0, 0, 0);
    writeFileSync(file, sleeper.build(), { mode: 0o755 });
    chmodSync(file, 0o755);
    const { stdout, stderr, signal } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", PARK_AND_DIE, import.meta.dirname, directory, file, without], { encoding: "utf8", timeout: 20_000 });
    assert.deepEqual([signal, Number(stdout) > 1], ["SIGKILL", true], stderr);
    await until(() => isDead(stdout), "the runtime is dead");
  });
}

test("Landlock without uids of their own is the development tier, with its layers on all the same: a runtime could reach the runner's socket", () => {
  const asUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const { stdout, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", DETECT, import.meta.dirname], { ...asUser, encoding: "utf8", env: { HOME: "/" } as unknown as NodeJS.ProcessEnv });
  assert.deepEqual(JSON.parse(stdout || JSON.stringify(stderr)), { tier: "development", layers: ["workerd", "landlock", "seccomp", "rlimits"] });
});

const API = `import { Hono } from "hono"; const app = new Hono(); app.get("/", (c) => c.text("x")); export default app;`;

test("this host's tier was proved: what it stopped gets through without it", async () => {
  const { sandbox } = await detect("own");
  assert.equal(sandbox.tier, "hardened");
  const proof = lines.find((line) => line.event === "sandbox.proved") ?? assert.fail("no proof in the log");
  assert.deepEqual(proof["openWithoutIt"], proof["stopped"]);
});

test("a runtime is the first to go when memory is short, and has a session of its own, whose share of the processor can be lowered", async () => {
  const { reply, oomScore, session } = await serve(await detect("priority"));
  assert.deepEqual([reply, oomScore], ['"served"', "900"]);
  assert.notEqual(session, sessionOf(process.pid));
});

test("a compiler gives way to everybody", async () => {
  const host = await detect("nice");
  const said = await runConfined({ program: readableCopy(process.execPath, host.sandbox.firstUid !== null), proc: true, arguments: ["-p", `fs.readFileSync("/proc/self/stat", "latin1").split(") ")[1].split(" ")[16]`], files: {}, limits: { dataBytes: 4 * 2 ** 30, fileSizeBytes: 1 << 20, openFiles: 256 }, timeoutMs: 20_000, maxMemoryBytes: 1 << 30, maxOutputBytes: 1000 }, host);
  assert.equal(said.stdout.toString().trim(), "5", said.stderr);
});

const sessionOf = (pid: number): string => readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ")[3] ?? "";

test("where no user namespace can be had, Landlock and seccomp confine runtimes, compiler and bundler", async () => {
  const host = await detect("landlock", null);
  assert.deepEqual([host.sandbox.tier, host.sandbox.layers.slice(0, 4)], [WITHOUT_BUBBLEWRAP, ["workerd", "landlock", "seccomp", "rlimits"]]);
  assert.equal((await serve(host)).reply, '"served"');
  assert.deepEqual(await checkTypes({ "main.ts": API }, host), []);
  const bundler = createBundler(host);
  try {
    assert.equal((await bundler.build({ "main.ts": API })).ok, true);
  } finally {
    bundler.close();
  }
});

test("a bubblewrap that fails is found out by doing, with what it said in the log", async () => {
  const { sandbox } = await detect("broken", script("bwrap-broken", `echo "bwrap: No permissions to create new namespace" >&2; exit 1`));
  assert.equal(sandbox.tier, WITHOUT_BUBBLEWRAP);
  const [said] = lines.filter((line) => line.event === "sandbox.probe");
  assert.match(String(said?.["said"]), /No permissions to create new namespace/);
});

test("a bubblewrap that isolates nothing does not count as one", async () => {
  const { sandbox } = await detect("liar", script("bwrap-liar", `while [ "$1" != --ro-bind ] || [ "$3" != /bin/program ]; do shift; [ $# -gt 0 ] || exit 1; done; exec "$2"`));
  assert.equal(sandbox.tier, WITHOUT_BUBBLEWRAP);
  assert.ok(lines.some((line) => line.event === "sandbox.probe" && line["tier"] === "hardened" && String(line["notStopped"]).includes("file")));
});

test("an older bubblewrap, which knows fewer options or may not use them, still isolates", async () => {
  const real = `/usr/bin/bwrap`;
  const old = script("bwrap-old", `if [ "$1" = --help ]; then ${real} --help 2>&1 | grep -vE -- "--disable-userns|--clearenv"; exit; fi; for word; do case "$word" in --disable-userns|--clearenv) echo "Unknown option $word" >&2; exit 1;; esac; done; exec ${real} "$@"`);
  assert.equal((await detect("old", old)).sandbox.tier, "hardened");
  const setuid = script("bwrap-setuid", `for word; do case "$word" in --disable-userns) echo "--disable-userns is not supported here" >&2; exit 1;; esac; done; exec ${real} "$@"`);
  const host = await detect("setuid", setuid);
  assert.deepEqual([host.sandbox.tier, host.sandbox.bubblewrapOptions.has("--disable-userns")], ["hardened", false]);
  assert.equal((await serve(host)).reply, '"served"');
});

test("below RUNTIME_MIN_TIER nothing that is untrusted runs, and each refusal says why", async () => {
  const runDirectory = path.join(root, "weak");
  const stub = { loadLive: async () => null, whyNotLive: async () => ({ state: "gone" as const, reason: null }), fail: async () => {}, run: async () => [], dropScratch: async () => {}, write: () => {} };
  lines.length = 0;
  const backend = await createWorkerdBackend({ runDirectory, cacheDirectory: path.join(root, "cache"), minTier: "hardened", warm: 1, limits: {}, versions: stub, bundles: NO_BUNDLES, documents: stub, logs: stub, outbound: noOutbound, log, bubblewrap: null });
  try {
    const words = { code: "unavailable", message: new RegExp(`"${WITHOUT_BUBBLEWRAP}" but RUNTIME_MIN_TIER is "hardened": it runs no API`) };
    await assert.rejects(backend.wake("api_aaaaaaaaaaaaaaaa"), words);
    await assert.rejects(backend.openScratch("export default {}"), words);
    await assert.rejects(backend.build({ "main.ts": API }), words);
    await assert.rejects(backend.check({ "main.ts": API }), words);
    const { status, tier, parked } = await backend.health();
    assert.deepEqual([status, tier, parked], ["degraded", WITHOUT_BUBBLEWRAP, 0]);
    assert.match(String(lines.find((line) => line.event === "runner.tier_too_weak")?.["message"]), words.message);
  } finally {
    await backend.close(100);
  }
});
