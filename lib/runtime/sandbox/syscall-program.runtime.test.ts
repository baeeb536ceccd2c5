import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { createSyscallProgram, type SyscallProgram } from "./syscall-program.ts";

const arch = process.arch === "arm64" ? "arm64" : "x64";
const directory = mkdtempSync(path.join(tmpdir(), "acn-"));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));

function run(write: (program: SyscallProgram) => void, ...args: string[]) {
  const program = createSyscallProgram(arch);
  write(program);
  const file = path.join(directory, "program");
  writeFileSync(file, program.build(), { mode: 0o755 });
  return spawnSync(file, args, { env: { A: "b" } as unknown as NodeJS.ProcessEnv });
}

test("a program makes its calls in order, and a result is an argument of a later one", () => {
  const { stdout, status } = run((program) => {
    const opened = program.call("openat", -100, program.bytes("/proc/self/environ"), 0, 0);
    const buffer = program.space(16);
    const size = program.call("read", opened, buffer, 16);
    program.report(size);
    program.call("write", 1, buffer, size);
  });
  assert.deepEqual([stdout.readBigInt64LE(0), stdout.subarray(8).toString(), status], [4n, "A=b\0", 0]);
});

test("a call that must succeed ends the program with its number, and what is reported before it is there", () => {
  const { stdout, status } = run((program) => {
    program.report(program.call("openat", -100, program.bytes("/does/not/exist"), 0, 0));
    program.must("openat", -100, program.bytes("/does/not/exist"), 0, 0);
    program.call("write", 1, program.bytes("never"), 5);
  });
  assert.deepEqual([stdout.readBigInt64LE(0), stdout.length, status], [-2n, 8, 64 + 2]);
});

test("a copy of the process ends where it was made", () => {
  const { stdout } = run((program) => {
    program.report(program.split("clone", 17, 0, 0, 0, 0));
  });
  assert.equal(stdout.length, 8);
  assert.ok(stdout.readBigInt64LE(0) > 0n);
});

test("a launcher becomes the program of its arguments, with the environment", () => {
  const { stdout } = run((program) => program.execArguments(), process.execPath, "-p", "JSON.stringify([process.argv.slice(1), process.env.A])", "x y");
  assert.deepEqual(JSON.parse(String(stdout)), [["x y"], "b"]);
});
