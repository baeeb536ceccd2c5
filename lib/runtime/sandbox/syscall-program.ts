import { allSyscalls, type SyscallName } from "./syscalls.ts";
import type { SeccompArch } from "./seccomp.ts";

/** Bytes of the program's memory; its address is known once the program is built. */
export interface Place {
  region: "data" | "space";
  offset: number;
}
/** A system call of the program: as an argument of a later one it stands for its result. */
export interface Call {
  index: number;
}
export type Value = number | bigint | Place | Call;

/** A native program that makes a fixed row of system calls. */
export interface SyscallProgram {
  /** A text that ends with NUL, or bytes; `pointers` puts addresses into them. */
  bytes(value: string | Buffer, pointers?: readonly [offset: number, to: Place][]): Place;
  space(sizeBytes: number): Place;
  call(name: SyscallName, ...values: Value[]): Call;
  /** Ends the program with 64 + the number of the call when this one fails. */
  must(name: SyscallName, ...values: Value[]): Call;
  /** Like clone: the copy of the process, which gets 0, ends there. */
  split(name: SyscallName, ...values: Value[]): Call;
  /** By number, as a call of another ABI: x32's bit in it, or the 32-bit door `int 0x80` (x64 only). */
  foreign(door: "syscall" | "int80", number: number, ...values: Value[]): Call;
  /** Writes the result into memory, e.g. into a structure. */
  store(from: Call, to: Place, offset: number): void;
  /** Writes the 8 bytes of a result to standard output. */
  report(result: Call): void;
  /** Becomes the program that its own arguments name, with its environment. */
  execArguments(): void;
  /** The executable. */
  build(): Buffer;
}

/** Static machine code that walks the table of calls, so that no compiler, libc or helper is needed: 0x411000 is the table's address. */
const CODE: Record<SeccompArch, string> = {
  x64: `4989e741bc001041004d8b6c2448498b04244983fd04746a498b7c2408498b742410498b5424184d8b5424204d8b4424284d8b4c24304983fd0374364983fd0574350f05
    4989442438498b4c24404885c974034889014983fd0175054885c078384983fd0275054885c074484983c450eb97488b07ebcd89fb89f1cd804863c0ebc2498b07498b7f10
    498d7710498d54c710b83b0000000f054489e02d0010410031d2b950000000f7f18d7840b8e70000000f0531ffebf5`,
  arm64: `f3030091140082523408a072952640f9880240f9bf1200f1a0020054808640a9828e41a9849642a9bf0e00f1c0010054010000d4801e00f9892240f9490000b4200100f9
    bf0600f141000054c001f8b7bf0a00f141000054200200b494420191ebffff17000040f9f3ffff17690240f9600a40f961420091220c098ba81b80d2010000d4090082522908a072
    8902094b0a0a80522009ca1a00000111c80b80d2010000d4`,
};
const MACHINE: Record<SeccompArch, number> = { x64: 62, arm64: 183 };
const CODE_ADDRESS = 0x400000;
const TABLE_ADDRESS = 0x411000;
const ENTRY_BYTES = 80;
const RESULT_OFFSET = 56;
const DATA_ALIGN = 16;
const MODE = { plain: 0, must: 1, split: 2, copy: 3, exec: 4, int80: 5 } as const;

interface Entry {
  number: number;
  values: Value[];
  store: Value;
  mode: number;
}

export function createSyscallProgram(arch: SeccompArch): SyscallProgram {
  const entries: Entry[] = [];
  const data: { offset: number; bytes: Buffer; pointers: readonly [number, Place][] }[] = [];
  let [dataBytes, spaceBytes] = [0, 0];
  const align = (size: number) => Math.ceil(size / DATA_ALIGN) * DATA_ALIGN;
  const numberOf = (name: SyscallName): number => {
    const number = allSyscalls[name][arch === "x64" ? 0 : 1];
    // An architecture without the call answers ENOSYS for a number that nobody has.
    return number ?? 0xffff;
  };
  /** Results that are arguments are copied into the entry right before it runs. */
  const push = (mode: number, number: number, values: Value[]): Call => {
    const index = entries.length + values.filter(isCall).length;
    for (const [at, value] of values.entries()) {
      if (isCall(value)) entries.push({ number: 0, values: [tableAddress(value.index) + RESULT_OFFSET], store: tableAddress(index) + 8 + at * 8, mode: MODE.copy });
    }
    entries.push({ number, values: values.map((value) => (isCall(value) ? 0 : value)), store: 0, mode });
    return { index };
  };
  const program: SyscallProgram = {
    bytes(value, pointers = []) {
      const bytes = typeof value === "string" ? Buffer.from(`${value}\0`) : value;
      const offset = dataBytes;
      data.push({ offset, bytes, pointers });
      dataBytes = align(dataBytes + bytes.length);
      return { region: "data", offset };
    },
    space(sizeBytes) {
      const offset = spaceBytes;
      spaceBytes = align(spaceBytes + sizeBytes);
      return { region: "space", offset };
    },
    call: (name, ...values) => push(MODE.plain, numberOf(name), values),
    must: (name, ...values) => push(MODE.must, numberOf(name), values),
    split: (name, ...values) => push(MODE.split, numberOf(name), values),
    foreign: (door, number, ...values) => push(door === "int80" ? MODE.int80 : MODE.plain, number, values),
    store: (from, to, offset) => void entries.push({ number: 0, values: [tableAddress(from.index) + RESULT_OFFSET], store: { ...to, offset: to.offset + offset }, mode: MODE.copy }),
    report: (result) => void push(MODE.plain, numberOf("write"), [1, tableAddress(result.index) + RESULT_OFFSET, 8]),
    execArguments: () => void push(MODE.exec, 0, []),
    build() {
      program.call("exit_group", 0);
      const dataAddress = TABLE_ADDRESS + align(entries.length * ENTRY_BYTES);
      const spaceAddress = dataAddress + dataBytes;
      const address = (value: Value): bigint => {
        if (typeof value === "number" || typeof value === "bigint") return BigInt.asUintN(64, BigInt(value));
        if (isCall(value)) return 0n;
        return BigInt(value.offset + (value.region === "data" ? dataAddress : spaceAddress));
      };
      const memory = Buffer.alloc(spaceAddress - TABLE_ADDRESS);
      entries.forEach(({ number, values, store, mode }, index) => {
        const fields = [number, ...Array.from({ length: 6 }, (_, at) => values[at] ?? 0), 0, store, mode];
        fields.forEach((field, at) => memory.writeBigUInt64LE(address(field), index * ENTRY_BYTES + at * 8));
      });
      for (const { offset, bytes, pointers } of data) {
        const at = dataAddress - TABLE_ADDRESS + offset;
        bytes.copy(memory, at);
        for (const [pointerOffset, to] of pointers) memory.writeBigUInt64LE(address(to), at + pointerOffset);
      }
      return executable(arch, memory, spaceBytes);
    },
  };
  return program;
}

const isCall = (value: Value): value is Call => typeof value === "object" && "index" in value;
const tableAddress = (index: number): number => TABLE_ADDRESS + index * ENTRY_BYTES;

/** An ELF file of two segments: headers and code, which can't be written, and the table with the data, which can't be executed. */
function executable(arch: SeccompArch, memory: Buffer, spaceBytes: number): Buffer {
  const code = Buffer.from(CODE[arch].replace(/\s/g, ""), "hex");
  const headerBytes = 64 + 2 * 56;
  const head = Buffer.alloc(0x1000);
  Buffer.from("7f454c46020101", "hex").copy(head);
  for (const [value, at] of [[2, 16], [MACHINE[arch], 18], [64, 52], [56, 54], [2, 56]] as const) head.writeUInt16LE(value, at);
  head.writeUInt32LE(1, 20);
  head.writeBigUInt64LE(BigInt(CODE_ADDRESS + headerBytes), 24);
  head.writeBigUInt64LE(64n, 32);
  const segment = (at: number, flags: number, fileOffset: number, address: number, fileBytes: number, memoryBytes: number) => {
    head.writeUInt32LE(1, at);
    head.writeUInt32LE(flags, at + 4);
    [fileOffset, address, address, fileBytes, memoryBytes, 0x10000].forEach((value, index) => head.writeBigUInt64LE(BigInt(value), at + 8 + index * 8));
  };
  segment(64, 5, 0, CODE_ADDRESS, headerBytes + code.length, headerBytes + code.length);
  segment(120, 6, head.length, TABLE_ADDRESS, memory.length, memory.length + spaceBytes);
  code.copy(head, headerBytes);
  return Buffer.concat([head, memory]);
}
