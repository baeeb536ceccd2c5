import type { Call, Place, SyscallProgram } from "../sandbox/syscall-program.ts";
import { RUNTIME_LIMITS } from "../workerd/runtime-process.ts";
import type { SyscallName } from "../sandbox/syscalls.ts";

/** What the attacks aim at, outside of the sandbox. */
export interface NativeTargets {
  runnerPid: number;
  /** A runtime of somebody else: its private directory and the socket in it. */
  victimDirectory: string;
  victimSocket: string;
  victimPid: number;
  /** As the runner's: mode 0600. */
  controlSocket: string;
  abstractSocket: string;
  tcpPort: number;
}

export interface NativeAttack {
  attack: string;
  /** Writes the calls and returns those whose results are reported. The last one decides: it is an escape when it is not refused. */
  write(program: SyscallProgram, targets: NativeTargets): Call[];
  /** Decides otherwise, from all reports. */
  isEscape?(results: readonly number[]): boolean;
  /** Machines that can run it; default: both. */
  only?: "x64";
}

const AT_FDCWD = -100;
const [O_RDONLY, O_RDWR, O_CREAT] = [0, 2, 0x40] as const;
const [AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_ALG, AF_VSOCK] = [1, 2, 10, 16, 17, 38, 40] as const;
const [STREAM, DATAGRAM, RAW] = [1, 2, 3] as const;
const SIGCHLD = 17;
const NEWUSER = 0x10000000;
const NEWNET = 0x40000000;
const GIGABYTE = 2 ** 30;
const [PRIVATE, SHARED, ANONYMOUS, NORESERVE] = [2, 1, 0x20, 0x4000] as const;
const THREAD_FLAGS = 0x50f00;
const THREAD_DOUBLINGS = 9;

const open = (file: string, flags: number = O_RDONLY) => (program: SyscallProgram): Call[] => [program.call("openat", AT_FDCWD, program.bytes(file), flags, 0o600)];
const call = (name: SyscallName, ...values: number[]) => (program: SyscallProgram): Call[] => [program.call(name, ...values)];
const socket = (family: number, type: number = STREAM, protocol = 0) => call("socket", family, type, protocol);
const pair = (first: number, second: number): Buffer => {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(BigInt(first), 0);
  bytes.writeBigUInt64LE(BigInt(second), 8);
  return bytes;
};
function connectUnix(program: SyscallProgram, name: string): Call[] {
  const address = Buffer.concat([Buffer.from([AF_UNIX, 0]), Buffer.from(name)]);
  const made = program.call("socket", AF_UNIX, STREAM, 0);
  return [program.call("connect", made, program.bytes(address), address.length + (name.startsWith("\0") ? 0 : 1))];
}
function connectLoopback(program: SyscallProgram, port: number): Call[] {
  const address = Buffer.alloc(16);
  address.writeUInt16LE(AF_INET, 0);
  address.writeUInt16BE(port, 2);
  address.set([127, 0, 0, 1], 4);
  return [program.call("connect", program.call("socket", AF_INET, STREAM, 0), program.bytes(address), 16)];
}
const name = (program: SyscallProgram, text: string): Place => program.bytes(text);

/** A program that stands in for an attacker who has broken out of V8 and makes any system call that he likes. */
export const NATIVE_ATTACKS: readonly NativeAttack[] = [
  // Files
  { attack: "read /etc/passwd", write: open("/etc/passwd") },
  { attack: "list the host's /etc", write: open("/etc") },
  { attack: "list the processes of the host", write: open("/proc") },
  { attack: "read the command line of the runner", write: (program, { runnerPid }) => open(`/proc/${runnerPid}/cmdline`)(program) },
  { attack: "read its own environment and memory map through /proc", write: open("/proc/self/maps") },
  { attack: "open the private directory of another runtime", write: (program, { victimDirectory }) => open(victimDirectory)(program) },
  { attack: "write a file into the root directory", write: open("/escaped", O_RDWR | O_CREAT) },
  { attack: "write a file into its own directory", write: open("escaped", O_RDWR | O_CREAT) },
  { attack: "remove the platform's socket from its directory", write: (program) => [program.call("unlinkat", AT_FDCWD, name(program, "h.sock"), 0)] },
  { attack: "put another file in its socket's place, for the gateway to open", write: (program) => [program.call("renameat2", AT_FDCWD, name(program, "h.sock"), AT_FDCWD, name(program, "d.sock"), 0)] },
  { attack: "make a hard link to the platform's socket", write: (program) => [program.call("linkat", AT_FDCWD, name(program, "h.sock"), AT_FDCWD, name(program, "link"), 0)] },
  { attack: "open its directory to others", write: (program) => [program.call("fchmodat", AT_FDCWD, name(program, "."), 0o777)] },
  { attack: "replace the program that runs it", write: open("/bin/program", O_RDWR) },
  { attack: "add a file to the C library's directory", write: open("/usr/lib/escaped", O_RDWR | O_CREAT) },
  { attack: "open the kernel's memory", write: open("/dev/mem") },
  { attack: "open the kernel's log", write: open("/dev/kmsg") },
  { attack: "open a terminal", write: open("/dev/ptmx", O_RDWR) },
  { attack: "make a device node of the first disk", write: (program) => [program.call("mknodat", AT_FDCWD, name(program, "disk"), 0o60600, 0x800)] },
  { attack: "make a symbolic link", write: (program) => [program.call("symlinkat", name(program, "/etc/passwd"), AT_FDCWD, name(program, "link"))] },
  { attack: "open a file by its handle, past every path", write: (program) => [program.call("open_by_handle_at", AT_FDCWD, program.space(64), O_RDONLY)] },
  { attack: "read the kernel's settings in /sys", write: open("/sys/kernel") },
  { attack: "reach a setuid program", write: open("/usr/bin/su") },
  // Network
  { attack: "connect to a port of the host over IPv4", write: (program, { tcpPort }) => connectLoopback(program, tcpPort) },
  { attack: "make an IPv6 socket", write: socket(AF_INET6) },
  { attack: "make a UDP socket", write: socket(AF_INET, DATAGRAM) },
  { attack: "make a netlink socket", write: socket(AF_NETLINK, RAW) },
  { attack: "make a raw packet socket", write: socket(AF_PACKET, RAW) },
  { attack: "make a socket to the hypervisor (vsock)", write: socket(AF_VSOCK) },
  { attack: "make a socket of the kernel's crypto interface (AF_ALG)", write: socket(AF_ALG, 5) },
  { attack: "connect to an abstract Unix socket of the host", write: (program, { abstractSocket }) => connectUnix(program, `\0${abstractSocket}`) },
  { attack: "connect to the runner's control socket", write: (program, { controlSocket }) => connectUnix(program, controlSocket) },
  { attack: "connect to another runtime's socket to the host", write: (program, { victimSocket }) => connectUnix(program, victimSocket) },
  // Processes
  { attack: "start a process (the first of a fork bomb)", write: (program) => [program.split("clone", SIGCHLD, 0, 0, 0, 0)] },
  { attack: "start a process with clone3", write: (program) => [program.split("clone3", program.bytes(Buffer.concat([Buffer.alloc(32), pair(SIGCHLD, 0), Buffer.alloc(40)])), 88)] },
  { attack: "start a process that shares its memory", write: (program) => [program.split("clone", 0x100 | 0x4000 | SIGCHLD, 0, 0, 0, 0)] },
  {
    attack: `start ${2 ** THREAD_DOUBLINGS} threads`,
    write(program) {
      let made: Call = program.call("getpid");
      // Every thread goes on with the next call: their number doubles.
      for (let n = 0; n < THREAD_DOUBLINGS; n++) made = program.call("clone", THREAD_FLAGS, 0, 0, 0, 0);
      program.report(made);
      program.call("nanosleep", program.bytes(pair(0, 400_000_000)), 0);
      return [];
    },
    // Each thread reports once.
    isEscape: (results) => results.length >= 2 ** THREAD_DOUBLINGS,
  },
  { attack: "attach a debugger to another process", write: (program, { victimPid }) => call("ptrace", 0x4206, victimPid, 0, 0)(program) },
  { attack: "be traced itself", write: call("ptrace", 0, 0, 0, 0) },
  { attack: "read the memory of another process", write: (program, { victimPid }) => readMemory(program, victimPid) },
  { attack: "signal the runner", write: (program, { runnerPid }) => call("kill", runnerPid, 0)(program), isEscape: isThere },
  { attack: "signal another runtime", write: (program, { victimPid }) => call("tgkill", victimPid, victimPid, 0)(program), isEscape: isThere },
  { attack: "signal its parent", write: (program) => [program.call("kill", program.call("getppid"), 0)], isEscape: isThere },
  { attack: "get a handle on process 1", write: call("pidfd_open", 1, 0) },
  { attack: "watch other processes' descriptors (kcmp)", write: (program, { victimPid, runnerPid }) => call("kcmp", victimPid, runnerPid, 0, 0, 0)(program) },
  { attack: "take a higher priority", write: call("setpriority", 0, 0, 0) },
  { attack: "pin itself to a processor", write: (program) => [program.call("sched_setaffinity", 0, 8, program.bytes(pair(1, 0)))] },
  { attack: "use descriptors that the runner left open", write: (program) => Array.from({ length: 60 }, (_, at) => program.call("fcntl", at + 4, 1)), isEscape: (results) => results.some((result) => result >= 0) },
  // Privileges
  { attack: "become root", write: call("setuid", 0) },
  { attack: "become another user", write: call("setresuid", 1000, 1000, 1000) },
  { attack: "drop its groups", write: call("setgroups", 0, 0) },
  { attack: "take every capability", write: (program) => [program.call("capset", program.bytes(Buffer.from("2205082000000000", "hex")), program.bytes(Buffer.alloc(24, 255)))] },
  { attack: "make a user namespace", write: call("unshare", NEWUSER) },
  { attack: "make a network namespace", write: call("unshare", NEWUSER | NEWNET) },
  { attack: "start a process in a new user namespace", write: (program) => [program.split("clone", NEWUSER | SIGCHLD, 0, 0, 0, 0)] },
  { attack: "enter another namespace", write: (program) => [program.call("setns", program.call("openat", AT_FDCWD, name(program, "/proc/self/ns/net"), O_RDONLY, 0), 0)] },
  { attack: "mount a file system", write: (program) => [program.call("mount", name(program, "none"), name(program, "."), name(program, "tmpfs"), 0, 0)] },
  { attack: "open a file system of its own (fsopen)", write: (program) => [program.call("fsopen", name(program, "tmpfs"), 0)] },
  { attack: "take a mount with it (open_tree)", write: (program) => [program.call("open_tree", AT_FDCWD, name(program, "."), 0x80001)] },
  { attack: "swap the root of the file system (pivot_root)", write: (program) => [program.call("pivot_root", name(program, "."), name(program, "."))] },
  { attack: "rename the machine", write: (program) => [program.call("sethostname", program.space(8), 300)], isEscape: ([result]) => result === -22 },
  { attack: "set the clock", write: (program) => [program.call("clock_settime", 0, program.bytes(pair(0, 2_000_000_000)))], isEscape: ([result]) => result === -22 },
  { attack: "load another kernel", write: call("kexec_load", 0, 0, 0, -1), isEscape: ([result]) => result === -22 },
  { attack: "change its root directory", write: (program) => [program.call("chroot", name(program, "."))] },
  { attack: "turn off address randomisation", write: call("personality", 0x40000) },
  { attack: "let every process trace it (prctl)", write: call("prctl", 0x59616d61, -1, 0, 0, 0), isEscape: (results) => results[0] === 0 || results[0] === -22 },
  // The kernel's surface
  { attack: "use the kernel's key rings", write: call("keyctl", 0, -3, 1) },
  { attack: "add a key", write: (program) => [program.call("add_key", name(program, "user"), name(program, "k"), name(program, "v"), 1, -3)] },
  { attack: "load a BPF program", write: (program) => [program.call("bpf", 0, program.bytes(Buffer.concat([Buffer.from([2, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0]), Buffer.alloc(112)])), 72)] },
  { attack: "open a performance counter", write: (program) => [program.call("perf_event_open", program.bytes(Buffer.concat([Buffer.from([1, 0, 0, 0, 112, 0, 0, 0]), Buffer.alloc(32), Buffer.from([0x61, 0, 0, 0, 0, 0, 0, 0]), Buffer.alloc(64)])), 0, -1, -1, 0)] },
  { attack: "set up io_uring", write: (program) => [program.call("io_uring_setup", 1, program.space(120))] },
  { attack: "handle page faults itself (userfaultfd)", write: call("userfaultfd", 1) },
  { attack: "run a program from memory (memfd)", write: (program) => [program.call("memfd_create", name(program, "x"), 0)] },
  { attack: "memory that even the kernel does not see (memfd_secret)", write: call("memfd_secret", 0) },
  { attack: "splice pages between files (Dirty Pipe's door)", write: call("splice", 0, 0, 1, 0, 0, 0) },
  { attack: "System V shared memory", write: call("shmget", 0x41504943, 4096, 0), isEscape: ([result]) => result === -2 },
  { attack: "System V message queues", write: call("msgget", 0x41504943, 0), isEscape: ([result]) => result === -2 },
  { attack: "watch files (inotify)", write: call("inotify_init1", 0) },
  { attack: "watch the whole file system (fanotify)", write: call("fanotify_init", 0x200, 0) },
  { attack: "load a kernel module", write: call("finit_module", 0, 0, 0) },
  { attack: "read the kernel's messages", write: (program) => [program.call("syslog", 3, program.space(64), 64)] },
  { attack: "install a filter of its own that answers for it", write: call("seccomp", 1, 0, 0), isEscape: (results) => results[0] === -14 },
  { attack: "a call of the x32 ABI, past number checks", only: "x64", write: (program) => [program.foreign("syscall", 0x40000000 + 39)] },
  { attack: "a call through the 32-bit door (int 0x80)", only: "x64", write: (program) => [program.foreign("int80", 20)] },
  { attack: "type into the operator's terminal (TIOCSTI)", write: (program) => [program.call("ioctl", 0, 0x5412, program.bytes("x"))], isEscape: (results) => results[0] !== -1 },
  // Resources
  { attack: "take 4 GB of memory", write: call("mmap", 0, 4 * GIGABYTE, 3, PRIVATE | ANONYMOUS | NORESERVE, -1, 0) },
  { attack: "take 4 GB of shared memory, which data limits do not count", write: call("mmap", 0, 4 * GIGABYTE, 3, SHARED | ANONYMOUS | NORESERVE, -1, 0) },
  { attack: "fill the disk", write: (program) => [program.call("fallocate", program.call("openat", AT_FDCWD, name(program, "big"), O_RDWR | O_CREAT, 0o600), 0, 0, 128 << 20)] },
  { attack: "fill the machine's shared memory", write: open("/dev/shm/escaped", O_RDWR | O_CREAT) },
  { attack: "open more descriptors than it may", write: call("fcntl", 0, 0, RUNTIME_LIMITS.openFiles) },
  { attack: "lift its own limits", write: (program) => [program.call("prlimit64", 0, 7, program.bytes(pair(1 << 20, 1 << 20)), 0)] },
  { attack: "leave a core dump, with what it holds, on the disk", write: (program) => [program.call("prlimit64", 0, 4, program.bytes(pair(1 << 30, 1 << 30)), 0)] },
];

function isThere(results: readonly number[]): boolean {
  return (results.at(-1) ?? -1) >= 0;
}

/** The first bytes of a program of ours, which is where every static executable has them. */
function readMemory(program: SyscallProgram, pid: number): Call[] {
  const into = program.bytes(pair(0, 8), [[0, program.space(8)]]);
  return [program.call("process_vm_readv", pid, into, 1, program.bytes(pair(0x400000, 8)), 1, 0)];
}
