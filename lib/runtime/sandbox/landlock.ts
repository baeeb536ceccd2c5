import { statSync } from "node:fs";
import type { SyscallProgram } from "./syscall-program.ts";

const EXECUTE = 1n << 0n;
const READ_FILE = 1n << 2n;
const READ_DIR = 1n << 3n;
const MAKE_CHAR = 1n << 6n;
const MAKE_BLOCK = 1n << 11n;
/** How many file rights an ABI knows: TRUNCATE came with 3, ioctl on devices with 5. */
const RIGHTS_OF_ABI = [0, 13, 14, 15, 15, 16];
const PATH_BENEATH = 1;
const AT_FDCWD = -100;
const O_PATH_CLOEXEC = 0x280000;
/** The C library and what it reads while it starts. */
const SYSTEM = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64", "/usr/lib/ld-linux-aarch64.so.1", "/lib/ld-linux-aarch64.so.1", "/etc/ld.so.cache", "/etc/ssl/openssl.cnf", "/dev/urandom", "/dev/null"];

/**
 * The calls that leave a process with `readable`, the C library and its working directory, and with no other file. Landlock has no say in
 * `stat`, nor in connecting to a Unix socket by its path: the runtimes' directories are 0700, with names that can't be guessed.
 */
export function landlockRules(program: SyscallProgram, readable: readonly string[], abi: number): void {
  const handled = (1n << BigInt(RIGHTS_OF_ABI[Math.min(abi, 5)] ?? 0)) - 1n;
  const attributes = Buffer.alloc(24);
  attributes.writeBigUInt64LE(handled, 0);
  // TCP from ABI 4; signals to and abstract sockets of processes outside from ABI 6. A kernel refuses fields that it does not know.
  attributes.writeBigUInt64LE(abi >= 4 ? 3n : 0n, 8);
  attributes.writeBigUInt64LE(abi >= 6 ? 3n : 0n, 16);
  const rules = program.must("landlock_create_ruleset", program.bytes(attributes), abi >= 6 ? 24 : abi >= 4 ? 16 : 8, 0);
  const allow = (file: string, rights: bigint) => {
    const rule = Buffer.alloc(16);
    rule.writeBigUInt64LE(rights & handled, 0);
    const place = program.bytes(rule);
    const opened = program.must("openat", AT_FDCWD, program.bytes(file), O_PATH_CLOEXEC, 0);
    program.store(opened, place, 8);
    program.must("landlock_add_rule", rules, PATH_BENEATH, place, 0);
    program.call("close", opened);
  };
  for (const file of new Set([...SYSTEM, ...readable])) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found) allow(file, found.isDirectory() ? EXECUTE | READ_FILE | READ_DIR : EXECUTE | READ_FILE);
  }
  allow(".", handled & ~(EXECUTE | MAKE_CHAR | MAKE_BLOCK));
  program.must("landlock_restrict_self", rules, 0);
  program.call("close", rules);
}
