import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { release } from "node:os";
import type { Tier } from "../runtime.ts";
import { bubblewrapArguments, type Mount } from "./bubblewrap-arguments.ts";
import { launcherFile, NICENESS, threadLauncherFile, type Limits } from "./launcher.ts";
import type { SeccompArch, SeccompProfile } from "./seccomp.ts";

/** What isolates on this host, found by detectSandbox. Paths are absolute. */
export interface Sandbox {
  tier: Tier;
  layers: string[];
  /** Null where it can't be used. */
  bubblewrap: string | null;
  bubblewrapOptions: ReadonlySet<string>;
  /** Where the native launchers are kept; null: this host can't run them. */
  launcher: { directory: string; arch: SeccompArch } | null;
  hasLimits: boolean;
  /** Files with the seccomp programs; null: not used. */
  seccompFiles: Record<SeccompProfile, string> | null;
  /** 0: Landlock is not used. */
  landlockAbi: number;
  /** First uid of this runner's own range; null when it is not root: then every runtime has the runner's uid in its own user namespace. */
  firstUid: number | null;
}

export interface Confined {
  sandbox: Sandbox;
  /** From takeUid; null when the host has no uids to give. */
  uid: number | null;
  /** Host path of the binary. */
  program: string;
  programInside?: string;
  proc?: boolean;
  arguments: string[];
  /** Private directory, writable inside; the working directory. */
  directory: string;
  mounts?: Mount[];
  environment?: Record<string, string>;
  limits: Limits;
  /** What the seccomp filter lets it do; default: what a runtime needs, which makes no file. */
  profile?: SeccompProfile;
  /** Whether descriptor 3 is a pipe; 0, 1 and 2 always are. */
  control?: boolean;
}

/** More than any runtime or compiler starts. The kernel counts them per uid, and since Linux 5.14 per uid and user namespace. */
const MAX_THREADS = 256;
const [major = 0, minor = 0] = release().split(".").map(Number);
const COUNTS_PER_NAMESPACE = major > 5 || (major === 5 && minor >= 14);

/** Starts a program in the strongest sandbox this host has. Descriptor 3 is a pipe when `control` is set. Dies with this process. */
export function spawnConfined(confined: Confined): ChildProcess {
  const { sandbox, profile = "runtime" } = confined;
  const seccomp = sandbox.bubblewrap && sandbox.seccompFiles ? openSync(sandbox.seccompFiles[profile], "r") : null;
  const [file, ...args] = command(confined, profile, seccomp === null ? null : 4);
  // Nothing of the runner's own environment goes in.
  const env = (sandbox.bubblewrap ? {} : (confined.environment ?? {})) as NodeJS.ProcessEnv;
  const stdio: StdioOptions = ["pipe", "pipe", "pipe", confined.control ? "pipe" : "ignore", ...(seccomp === null ? [] : [seccomp])];
  try {
    return spawn(file ?? confined.program, args, {
      cwd: confined.directory,
      env,
      stdio,
      // A session of its own: no terminal to type into, a scheduling group of its own, and a process group that can be ended at once.
      detached: true,
      ...(confined.uid === null ? {} : { uid: confined.uid, gid: confined.uid }),
    });
  } finally {
    if (seccomp !== null) closeSync(seccomp);
  }
}

/**
 * Ends the program and all that stands around it. The whole group at once: bubblewrap that is killed alone just after it has made the process that
 * it goes on in leaves that one waiting for it for ever, with the pipes open.
 */
export function killConfined({ pid }: Pick<ChildProcess, "pid">): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It has ended already.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function command(confined: Confined, profile: SeccompProfile, seccompFd: number | null): string[] {
  const { sandbox, limits, uid, program } = confined;
  const isCountedInside = sandbox.launcher !== null && sandbox.hasLimits && uid === null && COUNTS_PER_NAMESPACE;
  const inside = isCountedInside && sandbox.launcher ? threadLauncherFile(MAX_THREADS, sandbox.launcher.arch, sandbox.launcher.directory) : null;
  const inner = sandbox.bubblewrap ? [sandbox.bubblewrap, ...bubblewrapArguments({ ...confined, seccompFd, launcher: inside, options: sandbox.bubblewrapOptions })] : [program];
  const whole = [...inner, ...confined.arguments];
  if (!sandbox.launcher) return whole;
  const { directory, arch } = sandbox.launcher;
  const readable = [program, ...(confined.mounts ?? []).map(({ from }) => from)];
  const confine = sandbox.bubblewrap ? null : { readable, landlockAbi: sandbox.landlockAbi, seccomp: sandbox.seccompFiles ? profile : null };
  const launcher = launcherFile({ limits: sandbox.hasLimits ? limits : null, threads: uid === null ? null : MAX_THREADS, niceness: NICENESS[profile], confine }, arch, directory);
  return [launcher, ...whole];
}
