import assert from "node:assert/strict";
import { test } from "node:test";
import { seccompFilter, type SeccompArch, type SeccompProfile } from "./seccomp.ts";
import { ALLOWED_SYSCALLS, allSyscalls, GUARDED_SYSCALLS, REFUSED_SYSCALLS, TOOL_SYSCALLS, type SyscallName } from "./syscalls.ts";

const ARCH = { x64: 0xc000003e, arm64: 0xc00000b7 };
const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;

/** A classic BPF interpreter over struct seccomp_data, as the kernel would run the program. */
function decide(program: Buffer, arch: number, number: number, values: readonly number[] = []): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(arch, 4);
  values.forEach((value, index) => data.writeUInt32LE(value >>> 0, 16 + index * 8));
  let accumulator = 0;
  for (let at = 0; at < program.length / 8; at++) {
    const code = program.readUInt16LE(at * 8);
    const [whenTrue, whenFalse, value] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3), program.readUInt32LE(at * 8 + 4)];
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0;
    else if (code === 0x15) at += accumulator === value ? whenTrue : whenFalse;
    else if (code === 0x35) at += accumulator >= value ? whenTrue : whenFalse;
    else assert.fail(`unknown instruction ${code}`);
  }
  return assert.fail("ran off the end");
}

const keys = (record: object): SyscallName[] => Object.keys(record) as SyscallName[];

for (const arch of ["x64", "arm64"] as const) for (const profile of ["runtime", "tool"] as const) describeFilter(arch, profile);

function describeFilter(arch: SeccompArch, profile: SeccompProfile): void {
  const program = seccompFilter(arch, profile);
  const numberOf = (name: SyscallName): number | null => allSyscalls[name][arch === "x64" ? 0 : 1];
  const of = (name: SyscallName, ...values: number[]): number => decide(program, ARCH[arch], numberOf(name) ?? assert.fail(name), values);
  const title = `${arch}, ${profile}`;

  test(`${title}: of a thousand system calls exactly those of the tables are allowed`, () => {
    const allowed = new Set([...keys(ALLOWED_SYSCALLS), ...(profile === "tool" ? keys(TOOL_SYSCALLS) : [])].map(numberOf));
    const guarded = new Set(keys(GUARDED_SYSCALLS).map(numberOf));
    for (let number = 0; number < 1000; number++) {
      if (!guarded.has(number)) assert.equal(decide(program, ARCH[arch], number), allowed.has(number) ? ALLOW : EPERM, String(number));
    }
    for (const name of keys(REFUSED_SYSCALLS)) if (numberOf(name) !== null) assert.equal(of(name), EPERM, name);
  });

  test(`${title}: threads may be made, processes and namespaces may not`, () => {
    assert.equal(of("clone", 0x3d0f00), ALLOW, "pthread_create's flags");
    for (const flags of [17, 0, 0x4111, 0x100 | 17, 0x3d0f00 & ~0x100]) assert.equal(of("clone", flags), EPERM, `a process: ${flags.toString(16)}`);
    for (const bit of [0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]) assert.equal(of("clone", 0x3d0f00 | bit), EPERM, `a thread in a new namespace: ${bit.toString(16)}`);
    assert.equal(of("clone3"), ENOSYS, "glibc falls back to clone");
  });

  test(`${title}: only Unix sockets can be made`, () => {
    for (const name of ["socket", "socketpair"] as const) {
      assert.equal(of(name, 1), ALLOW);
      for (let family = 0; family < 50; family++) if (family !== 1) assert.equal(of(name, family), EPERM, `family ${family}`);
    }
  });

  test(`${title}: ioctl, prctl and prlimit64 do what they are needed for and nothing else`, () => {
    for (const request of [0x5401, 0x5421, 0x5451]) assert.equal(of("ioctl", 0, request), ALLOW);
    for (const request of [0x5412, 0x541c, 0x5402, 0x540e, 0x8b01, 0x4b3a]) assert.equal(of("ioctl", 0, request), EPERM, "TIOCSTI, TIOCLINUX, TCSETS, TIOCSCTTY, SIOCSIW, KDSETMODE");
    for (const option of [15, 0x53564d41]) assert.equal(of("prctl", option), ALLOW);
    for (const option of [4, 8, 22, 23, 24, 28, 35, 36, 38, 47, 0x59616d61]) assert.equal(of("prctl", option), EPERM, `option ${option}`);
    assert.equal(of("prlimit64", 0), ALLOW);
    assert.equal(of("prlimit64", 1), EPERM, "somebody else's limits");
  });

  test(`${title}: no memory that is not counted`, () => {
    assert.equal(of("mmap", 0, 4096, 3, 0x22), ALLOW, "private and anonymous");
    assert.equal(of("mmap", 0, 4096, 1, 0x01), ALLOW, "a file");
    assert.equal(of("mmap", 0, 4096, 3, 0x21), EPERM, "shared and anonymous");
    assert.equal(of("mmap", 0, 4096, 3, 0x4021), EPERM, "with MAP_NORESERVE");
    assert.equal(of("memfd_create"), profile === "tool" ? ALLOW : EPERM);
  });

  test(`${title}: ${profile === "runtime" ? "files are opened, never made" : "files may be made"}`, () => {
    const made = profile === "tool" ? ALLOW : EPERM;
    assert.equal(of("openat", 0, 0, 0x80000), ALLOW);
    for (const flags of [0x41, 0x42, 0x241, 0x410002]) assert.equal(of("openat", 0, 0, flags), made, flags.toString(16));
    assert.equal(of("mkdirat"), made);
    if (arch === "x64") assert.deepEqual([of("open", 0, 0), of("open", 0, 0x41)], [ALLOW, made]);
  });

  test(`${title}: calls of another architecture kill the process`, () => {
    for (const other of [0x40000003, 0x40000028, ARCH[arch === "x64" ? "arm64" : "x64"]]) assert.equal(decide(program, other, 1), KILL);
  });

  if (arch === "x64") test(`${title}: calls of the x32 ABI are refused`, () => {
    for (const number of [0x40000000, 0x40000001, 0x4000003b, 0xffffffff]) assert.equal(decide(program, ARCH.x64, number), EPERM);
  });
}
