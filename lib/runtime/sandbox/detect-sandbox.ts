import { randomBytes, randomInt } from "node:crypto";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Log } from "#lib/log.ts";
import type { Tier } from "../runtime.ts";
import { bubblewrapOptions } from "./bubblewrap-arguments.ts";
import { findLandlockAbi, runProbe, writeProbe, type ProbeAnswers, type ProbeName } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";
import { seccompFilter, type SeccompArch } from "./seccomp.ts";

/** What must be refused inside for a tier to count as reached. */
const DEMANDED: Record<Exclude<Tier, "development">, readonly ProbeName[]> = {
  hardened: ["file", "process", "abstractSocket", "controlSocket", "otherUid", "newFile", "network", "memory", "descriptors", "fork"],
  // Landlock has no say in connecting to a socket by its path: without uids of their own, runtimes could reach the runner.
  landlock: ["file", "process", "controlSocket", "otherUid", "newFile", "network", "memory", "descriptors", "fork"],
  namespaces: ["file", "process", "abstractSocket", "controlSocket", "otherUid"],
};

/** Finds the strongest tier of this host by running a probe in it, strongest first. `directory`: the runner's run directory. */
export async function detectSandbox(directory: string, log: Log, bubblewrap: string | null = findTool("bwrap")): Promise<Sandbox> {
  const { plain, landlockAbi } = hostTools(directory);
  if (!plain.launcher) return development(plain, log, "native programs can't be started");
  const abstractName = `api-creator-probe-${randomBytes(8).toString("hex")}`;
  const privateDirectory = mkdtempSync(path.join(plain.launcher.directory, "o-"));
  const controlSocket = path.join(plain.launcher.directory, "c.sock");
  const listeners = await Promise.all([listen(`\0${abstractName}`), listen(controlSocket)]);
  chmodSync(controlSocket, 0o600);
  let fallback = plain;
  try {
    const probe = writeProbe(plain.launcher.directory, plain.launcher.arch, { abstractName, controlSocket, privateDirectory });
    const open = await runProbe({ ...plain, hasLimits: false, firstUid: null }, probe, directory);
    for (const candidate of candidates({ plain, landlockAbi, bubblewrap }, directory)) {
      const { answers, stderr } = await runProbe(candidate, probe, directory);
      const reached = DEMANDED[candidate.tier === "development" ? "hardened" : candidate.tier].filter((name) => (answers[name] ?? 0) >= 0);
      if (reached.length > 0) {
        log.warn("sandbox.probe", { tier: candidate.tier, notStopped: reached, said: stderr });
        // Too weak for its name, better than nothing.
        if (candidate.tier === "landlock" && (answers.file ?? 0) < 0) fallback = { ...candidate, tier: "development" };
        continue;
      }
      log.info("sandbox.proved", { tier: candidate.tier, layers: candidate.layers, stopped: names(answers, (answer) => answer < 0), openWithoutIt: names(open.answers, (answer) => answer >= 0) });
      return candidate;
    }
    return development(fallback, log, "none of the stronger tiers stopped the probe");
  } finally {
    for (const listener of listeners) listener.close();
    rmSync(privateDirectory, { recursive: true, force: true });
  }
}

async function listen(address: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(address, resolve));
  return server;
}

const names = (answers: ProbeAnswers, holds: (answer: number) => boolean): string[] => Object.entries(answers).filter(([, answer]) => holds(answer)).map(([name]) => name);

function development(plain: Sandbox, log: Log, reason: string): Sandbox {
  log.warn("sandbox.development", {
    message: `This host can't isolate untrusted code (${reason}). On Linux install bubblewrap and allow user namespaces. Never serve strangers like this.`,
    layers: plain.layers,
  });
  return plain;
}

/** Strongest first. Bubblewrap by setuid, and some kernels, can't forbid nested user namespaces by themselves: then only seccomp does. */
function* candidates({ plain, landlockAbi, bubblewrap }: { plain: Sandbox; landlockAbi: number; bubblewrap: string | null }, directory: string): Generator<Sandbox> {
  const arch = plain.launcher?.arch;
  const seccompFiles = arch ? writeFilters(directory, arch) : null;
  const uid = plain.firstUid === null ? [] : ["uid"];
  const options = bubblewrap ? bubblewrapOptions(helpOf(bubblewrap)) : new Set<string>();
  const fewerOptions = new Set([...options].filter((option) => option !== "--disable-userns"));
  for (const bubblewrapOptions of options.has("--disable-userns") ? [options, fewerOptions] : [options]) {
    if (bubblewrap && seccompFiles) yield { ...plain, bubblewrap, bubblewrapOptions, seccompFiles, tier: "hardened", layers: ["workerd", "bubblewrap", "seccomp", "rlimits", ...uid] };
  }
  if (landlockAbi > 0 && seccompFiles) yield { ...plain, landlockAbi, seccompFiles, tier: "landlock", layers: ["workerd", "landlock", "seccomp", "rlimits", ...uid] };
  if (bubblewrap) yield { ...plain, bubblewrap, bubblewrapOptions: fewerOptions, tier: "namespaces", layers: ["workerd", "bubblewrap", "rlimits", ...uid] };
}

function hostTools(directory: string): { plain: Sandbox; landlockAbi: number } {
  const isLinux = process.platform === "linux";
  // Above every range that distributions or systemd hand out; a random block, so that two runners of one host don't share.
  const firstUid = process.getuid?.() === 0 && isLinux ? 1_900_000_000 + randomInt(100_000) * 1000 : null;
  const native = isLinux && (process.arch === "x64" || process.arch === "arm64") ? findLauncherDirectory(directory, process.arch) : null;
  const plain: Sandbox = {
    tier: "development", layers: ["workerd", ...(native ? ["rlimits"] : []), ...(firstUid === null ? [] : ["uid"])],
    bubblewrap: null, bubblewrapOptions: new Set(), seccompFiles: null, hasLimits: native !== null, firstUid,
    launcher: native?.launcher ?? null, landlockAbi: 0,
  };
  return { plain, landlockAbi: native?.landlockAbi ?? 0 };
}

/** Temporary directories may be mounted without the right to execute: the first that lets a program of ours run. */
function findLauncherDirectory(directory: string, arch: SeccompArch): { launcher: { directory: string; arch: SeccompArch }; landlockAbi: number } | null {
  for (const parent of [directory, "/var/tmp", tmpdir(), "/dev/shm"]) {
    const own = parent === directory ? path.join(directory, "bin") : path.join(parent, `api-creator-bin-${process.getuid?.() ?? 0}-${randomBytes(6).toString("hex")}`);
    try {
      mkdirSync(own);
      chmodSync(own, 0o711);
      const landlockAbi = findLandlockAbi(own, arch);
      if (landlockAbi === null) rmSync(own, { recursive: true, force: true });
      else {
        if (parent !== directory) process.once("exit", () => rmSync(own, { recursive: true, force: true }));
        return { launcher: { directory: own, arch }, landlockAbi };
      }
    } catch {
      // Not here: the next one.
    }
  }
  return null;
}

function writeFilters(directory: string, arch: SeccompArch): NonNullable<Sandbox["seccompFiles"]> {
  const files = { runtime: path.join(directory, "seccomp-runtime.bpf"), tool: path.join(directory, "seccomp-tool.bpf") };
  for (const profile of ["runtime", "tool"] as const) writeFileSync(files[profile], seccompFilter(arch, profile), { mode: 0o644 });
  return files;
}

const findTool = (name: string): string | null => ["/usr/bin", "/bin", "/usr/local/bin"].map((at) => path.join(at, name)).find((file) => existsSync(file)) ?? null;

function helpOf(program: string): string {
  const { stdout, stderr } = spawnSync(program, ["--help"], { env: {} as NodeJS.ProcessEnv, timeout: 5000, encoding: "utf8" });
  return `${stdout ?? ""}${stderr ?? ""}`;
}
