import { createHash } from "node:crypto";
import { chmodSync, existsSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { landlockRules } from "./landlock.ts";
import { seccompFilter, type SeccompArch, type SeccompProfile } from "./seccomp.ts";
import { createSyscallProgram, type SyscallProgram } from "./syscall-program.ts";

export interface Limits {
  dataBytes: number;
  fileSizeBytes: number;
  openFiles: number;
  cpuSeconds?: number;
}

export interface Launch {
  /** Null: none are set. */
  limits: Limits | null;
  /** Set when the program has a uid of its own: the kernel counts threads per uid. */
  threads: number | null;
  niceness: number;
  /** Confines the program itself, where bubblewrap can't: read-only files and directories, and the working directory. */
  confine: { readable: readonly string[]; landlockAbi: number; seccomp: SeccompProfile | null } | null;
}

/** Compilers give way to everybody. Runtimes start at the usual share, as somebody waits for them: the watchdog lowers them once they listen. */
export const NICENESS = { runtime: 0, tool: 5 } as const satisfies Record<SeccompProfile, number>;
/** Of 1,000: when the host is out of memory, runtimes go before anything else. */
const OUT_OF_MEMORY_SCORE = "900";
const RLIMIT = { cpu: 0, fileSize: 1, data: 2, core: 4, threads: 6, openFiles: 7, lockedMemory: 8, messageQueues: 12 };
const AT_FDCWD = -100;
const O_WRONLY = 1;
const PR_SET_PDEATHSIG = 1;
const PR_SET_NO_NEW_PRIVS = 38;
const SIGKILL = 9;
const SECCOMP_SET_MODE_FILTER = 1;

/** Inside bubblewrap's user namespace, where the kernel (from Linux 5.14 on) counts the threads of that namespace only. */
export function threadLauncherFile(threads: number, arch: SeccompArch, directory: string): string {
  const program = createSyscallProgram(arch);
  setLimit(program, RLIMIT.threads, threads);
  program.execArguments();
  return keep(program.build(), directory);
}

/** A program that limits itself and then becomes what its arguments name. Made once per kind and kept in `directory`. */
export function launcherFile(launch: Launch, arch: SeccompArch, directory: string): string {
  return keep(launcherProgram(launch, arch), directory);
}

function keep(program: Buffer, directory: string): string {
  const file = path.join(directory, `launch-${createHash("sha256").update(program).digest("hex").slice(0, 12)}`);
  if (existsSync(file)) return file;
  const half = `${file}.${process.pid}`;
  writeFileSync(half, program, { mode: 0o755 });
  // The umask may have taken bits that the runtimes' uids need.
  chmodSync(half, 0o755);
  renameSync(half, file);
  return file;
}

function launcherProgram({ limits, threads, niceness, confine }: Launch, arch: SeccompArch): Buffer {
  const program = createSyscallProgram(arch);
  writeFileCall(program, "/proc/self/autogroup", String(niceness));
  writeFileCall(program, "/proc/self/oom_score_adj", OUT_OF_MEMORY_SCORE);
  program.call("setpriority", 0, 0, niceness);
  if (limits) setLimits(program, limits, threads);
  if (confine) {
    program.must("prctl", PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    program.must("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (confine.landlockAbi > 0) landlockRules(program, confine.readable, confine.landlockAbi);
    if (confine.seccomp) loadFilter(program, seccompFilter(arch, confine.seccomp));
  }
  program.execArguments();
  return program.build();
}

/** Best effort: a kernel without the file goes on without it. */
function writeFileCall(program: SyscallProgram, file: string, text: string): void {
  const opened = program.call("openat", AT_FDCWD, program.bytes(file), O_WRONLY, 0);
  program.call("write", opened, program.bytes(text), text.length);
  program.call("close", opened);
}

function setLimits(program: SyscallProgram, limits: Limits, threads: number | null): void {
  const set = (resource: number, value: number) => setLimit(program, resource, value);
  set(RLIMIT.data, limits.dataBytes);
  set(RLIMIT.fileSize, limits.fileSizeBytes);
  set(RLIMIT.openFiles, limits.openFiles);
  for (const none of [RLIMIT.core, RLIMIT.lockedMemory, RLIMIT.messageQueues]) set(none, 0);
  if (threads !== null) set(RLIMIT.threads, threads);
  if (limits.cpuSeconds !== undefined) set(RLIMIT.cpu, limits.cpuSeconds);
}

function setLimit(program: SyscallProgram, resource: number, value: number): void {
  const pair = Buffer.alloc(16);
  pair.writeBigUInt64LE(BigInt(value), 0);
  pair.writeBigUInt64LE(BigInt(value), 8);
  program.must("prlimit64", 0, resource, program.bytes(pair), 0);
}

function loadFilter(program: SyscallProgram, filter: Buffer): void {
  const header = Buffer.alloc(16);
  header.writeUInt16LE(filter.length / 8, 0);
  program.must("seccomp", SECCOMP_SET_MODE_FILTER, 0, program.bytes(header, [[8, program.bytes(filter)]]));
}
