import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { killConfined, spawnConfined, type Sandbox } from "./sandbox.ts";
import type { SeccompArch } from "./seccomp.ts";
import { createSyscallProgram, type Call, type SyscallProgram } from "./syscall-program.ts";

/** What the attempts got: the kernel's answers, negative when refused; undefined when the process did not come so far. */
export type ProbeAnswers = Partial<Record<ProbeName, number>>;
export type ProbeName = keyof typeof ATTEMPTS;

const AT_FDCWD = -100;
const AF_INET = 2;
const AF_UNIX = 1;
const SIGCHLD = 17;
const O_CREAT_WRONLY = 0x41;
const PRIVATE_ANONYMOUS_NORESERVE = 0x4022;

/** Each must be stopped by the layer that it is for, and gets through on a host without it. Sizes and numbers are above every limit. */
const ATTEMPTS = {
  file: (program: SyscallProgram) => program.call("openat", AT_FDCWD, program.bytes("/etc/passwd"), 0, 0),
  process: (program: SyscallProgram) => program.call("openat", AT_FDCWD, program.bytes(`/proc/${process.pid}/status`), 0, 0),
  abstractSocket: (program: SyscallProgram, { abstractName }: ProbeTargets) => {
    const address = Buffer.concat([Buffer.from([AF_UNIX, 0, 0]), Buffer.from(abstractName)]);
    return program.call("connect", program.call("socket", AF_UNIX, 1, 0), program.bytes(address), address.length);
  },
  controlSocket: (program: SyscallProgram, { controlSocket }: ProbeTargets) => {
    const address = Buffer.concat([Buffer.from([AF_UNIX, 0]), Buffer.from(`${controlSocket}\0`)]);
    return program.call("connect", program.call("socket", AF_UNIX, 1, 0), program.bytes(address), address.length);
  },
  otherUid: (program: SyscallProgram, { privateDirectory }: ProbeTargets) => program.call("openat", AT_FDCWD, program.bytes(privateDirectory), 0, 0),
  newFile: (program: SyscallProgram) => program.call("openat", AT_FDCWD, program.bytes("probe"), O_CREAT_WRONLY, 0o600),
  network: (program: SyscallProgram) => program.call("socket", AF_INET, 1, 0),
  memory: (program: SyscallProgram) => program.call("mmap", 0, 8 * 2 ** 30, 3, PRIVATE_ANONYMOUS_NORESERVE, -1, 0),
  descriptors: (program: SyscallProgram) => program.call("fcntl", 0, 0, 300),
  fork: (program: SyscallProgram) => program.split("clone", SIGCHLD, 0, 0, 0, 0),
} satisfies Record<string, (program: SyscallProgram, targets: ProbeTargets) => Call>;
const NAMES = Object.keys(ATTEMPTS) as ProbeName[];

export interface ProbeTargets {
  abstractName: string;
  /** Like the runner's own: mode 0600. */
  controlSocket: string;
  /** Of another uid, mode 0700. */
  privateDirectory: string;
}

/** The probe of these targets, as a file in `directory`. */
export function writeProbe(directory: string, arch: SeccompArch, targets: ProbeTargets): string {
  const program = createSyscallProgram(arch);
  for (const name of NAMES) program.report(ATTEMPTS[name](program, targets));
  const file = path.join(directory, "probe");
  writeFileSync(file, program.build(), { mode: 0o755 });
  chmodSync(file, 0o755);
  return file;
}

/** The Landlock ABI of the kernel, 0 without; null when native programs can't run from `directory` at all. */
export function findLandlockAbi(directory: string, arch: SeccompArch): number | null {
  const program = createSyscallProgram(arch);
  program.report(program.call("landlock_create_ruleset", 0, 0, 1));
  const file = path.join(directory, "probe-landlock");
  writeFileSync(file, program.build(), { mode: 0o755 });
  const { stdout } = spawnSync(file, [], { env: {} as NodeJS.ProcessEnv, timeout: 5000 });
  return stdout?.length === 8 ? Math.max(0, Number(stdout.readBigInt64LE(0))) : null;
}

/** Runs the probe in this sandbox. */
export async function runProbe(sandbox: Sandbox, probe: string, directory: string): Promise<{ answers: ProbeAnswers; stderr: string }> {
  const inside = mkdtempSync(path.join(directory, "p-"));
  try {
    chmodSync(inside, 0o700);
    mkdirSync(path.join(inside, "x"), { recursive: true });
    if (sandbox.firstUid !== null) chownSync(inside, sandbox.firstUid, sandbox.firstUid);
    const child = spawnConfined({ sandbox, uid: sandbox.firstUid, program: probe, arguments: [], directory: inside, limits: { dataBytes: 1 << 30, fileSizeBytes: 64 << 20, openFiles: 256 } });
    const timer = setTimeout(() => killConfined(child), 10_000);
    const chunks: Buffer[] = [];
    let stderr = "";
    child.stdin?.on("error", () => {}).end();
    child.stdout?.on("data", (chunk: Buffer) => void chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(0, 500)));
    await new Promise<void>((resolve) => child.once("close", () => resolve()).once("error", (error) => ((stderr = String(error)), resolve())));
    clearTimeout(timer);
    const bytes = Buffer.concat(chunks);
    const answers: ProbeAnswers = {};
    NAMES.forEach((name, index) => {
      if (bytes.length >= (index + 1) * 8) answers[name] = Number(bytes.readBigInt64LE(index * 8));
    });
    return { answers, stderr };
  } finally {
    rmSync(inside, { recursive: true, force: true });
  }
}
