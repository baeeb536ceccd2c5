import assert from "node:assert/strict";
import { test } from "node:test";
import { seccompFilter, type SeccompArch } from "./seccomp.ts";

const ARCH = { x64: 0xc000003e, arm64: 0xc00000b7 };
const ALLOW = 0x7fff0000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;

/** A classic BPF interpreter over struct seccomp_data, as the kernel would run the program. */
function decide(program: Buffer, arch: number, number: number, firstArgument = 0): number {
  let accumulator = 0;
  for (let at = 0; at < program.length / 8; at++) {
    const code = program.readUInt16LE(at * 8);
    const [whenTrue, whenFalse, value] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3), program.readUInt32LE(at * 8 + 4)];
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = (value === 0 ? number : value === 4 ? arch : firstArgument) >>> 0;
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0;
    else if (code === 0x15) at += accumulator === value ? whenTrue : whenFalse;
    else if (code === 0x35) at += accumulator >= value ? whenTrue : whenFalse;
    else assert.fail(`unknown instruction ${code}`);
  }
  return assert.fail("ran off the end");
}

const numbers: Record<SeccompArch, Record<string, number>> = {
  x64: { read: 0, mmap: 9, socket: 41, clone: 56, fork: 57, execve: 59, ptrace: 101, mount: 165, bpf: 321, io_uring_setup: 425, clone3: 435, unshare: 272 },
  arm64: { read: 63, mmap: 222, socket: 198, clone: 220, execve: 221, ptrace: 117, mount: 40, bpf: 280, io_uring_setup: 425, clone3: 435, unshare: 97 },
};

for (const arch of ["x64", "arm64"] as const) {
  const program = seccompFilter(arch);
  const of = (name: string, firstArgument = 0) => decide(program, ARCH[arch], numbers[arch][name] ?? assert.fail(name), firstArgument);

  test(`${arch}: what the runtime needs is allowed and everything else is refused`, () => {
    for (const name of ["read", "mmap", "execve"]) assert.equal(of(name), ALLOW, name);
    for (const name of ["ptrace", "mount", "bpf", "io_uring_setup", "unshare"]) assert.equal(of(name), EPERM, name);
  });

  test(`${arch}: threads may be made, processes and namespaces may not`, () => {
    assert.equal(of("clone", 0x3d0f00), ALLOW, "pthread_create's flags");
    assert.equal(of("clone", 17), EPERM, "fork's flags");
    assert.equal(of("clone", 0x3d0f00 | 0x10000000), EPERM, "a thread in a new user namespace");
    assert.equal(of("clone3"), ENOSYS, "glibc falls back to clone");
  });

  test(`${arch}: only Unix sockets can be made`, () => {
    assert.equal(of("socket", 1), ALLOW);
    for (const family of [2, 10, 16, 17, 40]) assert.equal(of("socket", family), EPERM, `family ${family}`);
  });

  test(`${arch}: calls of another architecture kill the process`, () => {
    assert.equal(decide(program, 0x40000003, 1), 0x80000000);
  });
}

test("x64: calls of the x32 ABI are refused", () => {
  assert.equal(decide(seccompFilter("x64"), ARCH.x64, 0x40000000), EPERM);
});
