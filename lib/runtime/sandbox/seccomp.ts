import { ALLOWED_SYSCALLS, GUARDED_SYSCALLS } from "./syscalls.ts";

export type SeccompArch = "x64" | "arm64";

const AUDIT_ARCH: Record<SeccompArch, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };
const LOAD_WORD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const AND = 0x54;
const RETURN = 0x06;
// Offsets in struct seccomp_data; both architectures are little-endian, so the low half of args[0] is at 16.
const OFFSET_NUMBER = 0;
const OFFSET_ARCH = 4;
const OFFSET_FIRST_ARGUMENT = 16;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const refuse = (errno: number): number => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;

const CLONE_VM = 0x100;
const CLONE_THREAD = 0x10000;
// NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
const CLONE_NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000;
const AF_UNIX = 1;
/** x86-64 only: calls of the x32 ABI carry this bit and would slip past number checks. */
const X32_BIT = 0x40000000;

type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, value: number];

/**
 * The seccomp program of every sandboxed process, as bytes for `bwrap --seccomp`: an allow-list of system calls, threads but no
 * processes or namespaces, Unix sockets only. Assembled here so that no compiler or libseccomp is needed on the host.
 */
export function seccompFilter(arch: SeccompArch): Buffer {
  const column = arch === "x64" ? 0 : 1;
  const program: Instruction[] = [
    [LOAD_WORD, 0, 0, OFFSET_ARCH],
    [JUMP_EQUAL, 1, 0, AUDIT_ARCH[arch]],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD_WORD, 0, 0, OFFSET_NUMBER],
  ];
  if (arch === "x64") program.push([JUMP_AT_LEAST, 0, 1, X32_BIT], [RETURN, 0, 0, refuse(EPERM)]);
  // glibc falls back from clone3, whose flags seccomp can't see, to clone.
  program.push(...whenNumber(GUARDED_SYSCALLS.clone3[column], [[RETURN, 0, 0, refuse(ENOSYS)]]));
  program.push(...whenNumber(GUARDED_SYSCALLS.clone[column], whenFirstArgument(CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM | CLONE_NAMESPACES)));
  program.push(...whenNumber(GUARDED_SYSCALLS.socket[column], whenFirstArgument(AF_UNIX)));
  program.push(...whenNumber(GUARDED_SYSCALLS.socketpair[column], whenFirstArgument(AF_UNIX)));
  for (const numbers of Object.values(ALLOWED_SYSCALLS)) {
    const number = numbers[column];
    if (number !== null && number !== undefined) program.push(...whenNumber(number, [[RETURN, 0, 0, ALLOW]]));
  }
  program.push([RETURN, 0, 0, refuse(EPERM)]);
  return encode(program);
}

function whenNumber(number: number, then: readonly Instruction[]): Instruction[] {
  return [[JUMP_EQUAL, 0, then.length, number], ...then];
}

/** Allows when the (masked) first argument equals `value`, else refuses: always returns. */
function whenFirstArgument(value: number, mask?: number): Instruction[] {
  return [
    [LOAD_WORD, 0, 0, OFFSET_FIRST_ARGUMENT],
    ...(mask === undefined ? [] : [[AND, 0, 0, mask] as const]),
    [JUMP_EQUAL, 0, 1, value],
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, refuse(EPERM)],
  ];
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
