import { randomInt } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Log } from "#lib/log.ts";
import { readableCopy } from "./readable-copy.ts";
import { spawnConfined, type Sandbox } from "./sandbox.ts";
import { seccompFilter } from "./seccomp.ts";

/** Tries to do what the layers must stop, from inside. Prints which attempts failed. */
const PROBE = `
const blocked = (f) => { try { return f(), false } catch { return true } };
const fs = require("fs"), out = { files: blocked(() => fs.readFileSync("/etc/passwd")), root: blocked(() => fs.writeFileSync("/probe", "")) };
out.processes = blocked(() => { const r = require("child_process").spawnSync("/bin/program", ["--version"]); if (r.error || r.status) throw 1 });
const s = require("net").connect(PORT, "127.0.0.1");
const end = (tcp) => { process.stdout.write(JSON.stringify({ ...out, tcp })); process.exit(0) };
s.on("connect", () => end(false)).on("error", (e) => end(e.code !== "ECONNREFUSED" || out.files));
`;

/** Finds the strongest tier of this host by running a probe in it, strongest first. `directory`: the runner's run directory. */
export async function detectSandbox(directory: string, log: Log): Promise<Sandbox> {
  const base = hostTools(directory);
  if (base.bubblewrap && base.prlimit && base.seccompFile) {
    const hardened: Sandbox = { ...base, tier: "hardened", layers: ["workerd", "bubblewrap", "seccomp", "rlimits"] };
    const found = await probe(hardened, directory);
    if (found?.files && found.root && found.tcp && found.processes) return hardened;
    log.warn("sandbox.probe", { tier: "hardened", found });
  }
  if (base.bubblewrap) {
    const namespaces: Sandbox = { ...base, seccompFile: null, tier: "namespaces", layers: ["workerd", "bubblewrap", ...(base.prlimit ? ["rlimits"] : [])] };
    const found = await probe(namespaces, directory);
    if (found?.files && found.root && found.tcp) return namespaces;
    log.warn("sandbox.probe", { tier: "namespaces", found });
  }
  log.warn("sandbox.development", {
    message: "This host can't isolate untrusted code: APIs run as plain processes. Install bubblewrap and allow user namespaces. Never serve strangers like this.",
  });
  return { ...base, bubblewrap: null, seccompFile: null, tier: "development", layers: ["workerd", ...(base.prlimit ? ["rlimits"] : [])] };
}

function hostTools(directory: string): Omit<Sandbox, "tier" | "layers"> {
  const isRoot = process.getuid?.() === 0;
  const isLinux = process.platform === "linux";
  const tool = (name: string) => (isLinux ? (["/usr/bin", "/bin", "/usr/local/bin"].map((at) => path.join(at, name)).find(existsSync) ?? null) : null);
  let seccompFile: string | null = null;
  if (isLinux && (process.arch === "x64" || process.arch === "arm64")) {
    seccompFile = path.join(directory, "seccomp.bpf");
    writeFileSync(seccompFile, seccompFilter(process.arch), { mode: 0o644 });
  }
  // Above every range that distributions or systemd hand out; a random block, so that two runners of one host don't share.
  const firstUid = isRoot && isLinux ? 1_900_000_000 + randomInt(100_000) * 1000 : null;
  return { bubblewrap: tool("bwrap"), prlimit: tool("prlimit"), setpriv: tool("setpriv"), seccompFile, firstUid };
}

type Found = { files: boolean; root: boolean; processes: boolean; tcp: boolean };

async function probe(sandbox: Sandbox, directory: string): Promise<Found | null> {
  const inside = mkdtempSync(path.join(directory, "p-"));
  try {
    chmodSync(inside, 0o700);
    if (sandbox.firstUid !== null) chownSync(inside, sandbox.firstUid, sandbox.firstUid);
    mkdirSync(path.join(inside, "x"), { recursive: true });
    const child = spawnConfined({
      sandbox,
      uid: sandbox.firstUid,
      program: readableCopy(process.execPath, sandbox.firstUid !== null),
      arguments: ["-e", PROBE.replace("PORT", "9")],
      directory: inside,
      limits: { dataBytes: 2 << 30, fileSizeBytes: 64 << 20, openFiles: 256 },
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    child.on("error", () => {});
    child.stdin?.end();
    child.stderr?.resume();
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
    await new Promise((resolve) => child.once("close", resolve));
    clearTimeout(timer);
    return text ? (JSON.parse(text) as Found) : null;
  } catch {
    return null;
  } finally {
    rmSync(inside, { recursive: true, force: true });
  }
}
