import { ALLOWED_SYSCALLS, GUARDED_SYSCALLS, TOOL_SYSCALLS } from "./syscalls.ts";

export type SeccompArch = "x64" | "arm64";
/** A runtime serves and touches no file; a tool (compiler, bundler) may write into its private directory. */
export type SeccompProfile = "runtime" | "tool";

const AUDIT_ARCH: Record<SeccompArch, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };
const LOAD_WORD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const AND = 0x54;
const RETURN = 0x06;
// Offsets in struct seccomp_data. Both architectures are little-endian, so the low half of args[n] is at 16 + 8n: each argument that is
// looked at here is an int or has its flags in the low half.
const OFFSET_NUMBER = 0;
const OFFSET_ARCH = 4;
const offsetOfArgument = (index: number): number => 16 + index * 8;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const refuse = (errno: number): number => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;

const CLONE_THREAD_AND_VM = 0x10000 | 0x100;
// NEWTIME, VFORK, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
const CLONE_REFUSED = 0x80 | 0x4000 | 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000;
const AF_UNIX = 1;
// TCGETS and TIOCGWINSZ (isatty), FIONREAD, FIONBIO, FIONCLEX, FIOCLEX. Not TIOCSTI, which types into a terminal.
const IOCTLS = [0x5401, 0x5413, 0x541b, 0x5421, 0x5450, 0x5451];
// SET_PDEATHSIG, GET_DUMPABLE, SET_NAME, GET_NAME, SET_VMA: none gives rights or takes the watchdogs' view away.
const PRCTLS = [1, 3, 15, 16, 0x53564d41];
/** MAP_SHARED | MAP_ANONYMOUS: memory that RLIMIT_DATA does not count. */
const SHARED_ANONYMOUS = 0x21;
/** O_CREAT and the bit of O_TMPFILE that O_DIRECTORY does not share. */
const CREATES = 0x40 | 0x400000;
/** x86-64 only: calls of the x32 ABI carry this bit and would slip past number checks. */
const X32_BIT = 0x40000000;

type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, value: number];
type Guard = { argument: number; mask?: number } & ({ is: readonly number[] } | { isNot: number });

const RUNTIME_GUARDS: Partial<Record<keyof typeof GUARDED_SYSCALLS, Guard>> = {
  openat: { argument: 2, mask: CREATES, is: [0] },
  open: { argument: 1, mask: CREATES, is: [0] },
};
const GUARDS: Record<Exclude<keyof typeof GUARDED_SYSCALLS, "clone3">, Guard | null> = {
  clone: { argument: 0, mask: CLONE_THREAD_AND_VM | CLONE_REFUSED, is: [CLONE_THREAD_AND_VM] },
  socket: { argument: 0, is: [AF_UNIX] },
  socketpair: { argument: 0, is: [AF_UNIX] },
  ioctl: { argument: 1, is: IOCTLS },
  prctl: { argument: 0, is: PRCTLS },
  // Its own limits only.
  prlimit64: { argument: 0, is: [0] },
  mmap: { argument: 3, mask: SHARED_ANONYMOUS, isNot: SHARED_ANONYMOUS },
  openat: null,
  open: null,
};

/**
 * The seccomp program of every sandboxed process, as bytes for `bwrap --seccomp`: an allow-list of system calls, threads but no
 * processes or namespaces, Unix sockets only. Assembled here so that no compiler or libseccomp is needed on the host.
 */
export function seccompFilter(arch: SeccompArch, profile: SeccompProfile): Buffer {
  const column = arch === "x64" ? 0 : 1;
  const program: Instruction[] = [
    [LOAD_WORD, 0, 0, OFFSET_ARCH],
    [JUMP_EQUAL, 1, 0, AUDIT_ARCH[arch]],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD_WORD, 0, 0, OFFSET_NUMBER],
  ];
  if (arch === "x64") program.push([JUMP_AT_LEAST, 0, 1, X32_BIT], [RETURN, 0, 0, refuse(EPERM)]);
  const plain: Record<string, readonly [number | null, number | null]> = { ...ALLOWED_SYSCALLS, ...(profile === "tool" ? TOOL_SYSCALLS : {}) };
  for (const numbers of Object.values(plain)) program.push(...whenNumber(numbers[column], [[RETURN, 0, 0, ALLOW]]));
  // glibc falls back from clone3, whose flags seccomp can't see, to clone.
  program.push(...whenNumber(GUARDED_SYSCALLS.clone3[column], [[RETURN, 0, 0, refuse(ENOSYS)]]));
  for (const [name, guard] of entriesOf(GUARDS)) {
    const own = profile === "runtime" ? (RUNTIME_GUARDS[name] ?? guard) : guard;
    program.push(...whenNumber(GUARDED_SYSCALLS[name][column], own ? guarded(own) : [[RETURN, 0, 0, ALLOW]]));
  }
  program.push([RETURN, 0, 0, refuse(EPERM)]);
  return encode(program);
}

const entriesOf = <Key extends string, Item>(record: Record<Key, Item>): [Key, Item][] => Object.entries(record) as [Key, Item][];

function whenNumber(number: number | null, then: readonly Instruction[]): Instruction[] {
  return number === null ? [] : [[JUMP_EQUAL, 0, then.length, number], ...then];
}

/** Allows or refuses by one (masked) argument: always returns. */
function guarded(guard: Guard): Instruction[] {
  const load: Instruction[] = [[LOAD_WORD, 0, 0, offsetOfArgument(guard.argument)], ...(guard.mask === undefined ? [] : [[AND, 0, 0, guard.mask] as const])];
  if ("isNot" in guard) return [...load, [JUMP_EQUAL, 0, 1, guard.isNot], [RETURN, 0, 0, refuse(EPERM)], [RETURN, 0, 0, ALLOW]];
  return [...load, ...guard.is.flatMap((value): Instruction[] => [[JUMP_EQUAL, 0, 1, value], [RETURN, 0, 0, ALLOW]]), [RETURN, 0, 0, refuse(EPERM)]];
}

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, whenTrue, whenFalse, value], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(whenTrue, index * 8 + 2);
    bytes.writeUInt8(whenFalse, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  });
  return bytes;
}
