import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Tier } from "../runtime.ts";
import { bubblewrapArguments, type Mount } from "./bubblewrap-arguments.ts";

/** What this host can do, found by detectSandbox. Paths are absolute. */
export interface Sandbox {
  tier: Tier;
  layers: string[];
  /** Null on the development tier. */
  bubblewrap: string | null;
  prlimit: string | null;
  setpriv: string | null;
  /** File with the seccomp program; null when the host has no seccomp. */
  seccompFile: string | null;
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
  /** Whether descriptor 3 is a pipe; 0, 1 and 2 always are. */
  control?: boolean;
}

export interface Limits {
  dataBytes: number;
  fileSizeBytes: number;
  openFiles: number;
  cpuSeconds?: number;
}

/** Starts a program in the strongest sandbox this host has. Descriptor 3 is a pipe when `control` is set. Dies with this process. */
export function spawnConfined(confined: Confined): ChildProcess {
  const { sandbox } = confined;
  const seccomp = sandbox.bubblewrap && sandbox.seccompFile ? openSync(sandbox.seccompFile, "r") : null;
  const [file, ...args] = command(confined, seccomp === null ? null : 4);
  // Nothing of the runner's own environment goes in.
  const env = (sandbox.bubblewrap ? {} : (confined.environment ?? {})) as NodeJS.ProcessEnv;
  const stdio: StdioOptions = ["pipe", "pipe", "pipe", confined.control ? "pipe" : "ignore", seccomp ?? "ignore"];
  try {
    return spawn(file ?? confined.program, args, {
      cwd: confined.directory,
      env,
      stdio,
      ...(confined.uid === null ? {} : { uid: confined.uid, gid: confined.uid }),
    });
  } finally {
    if (seccomp !== null) closeSync(seccomp);
  }
}

function command(confined: Confined, seccompFd: number | null): string[] {
  const { sandbox, limits } = confined;
  const limited = sandbox.prlimit
    ? [
        sandbox.prlimit,
        `--data=${limits.dataBytes}`,
        `--fsize=${limits.fileSizeBytes}`,
        `--nofile=${limits.openFiles}`,
        "--core=0",
        ...(limits.cpuSeconds ? [`--cpu=${limits.cpuSeconds}`] : []),
        "--",
      ]
    : [];
  if (sandbox.bubblewrap) {
    const inside = bubblewrapArguments({ ...confined, seccompFd });
    return [...limited, sandbox.bubblewrap, ...inside, ...confined.arguments];
  }
  const tied = sandbox.setpriv ? [sandbox.setpriv, "--pdeathsig", "KILL", "--"] : [];
  return [...limited, ...tied, confined.program, ...confined.arguments];
}
