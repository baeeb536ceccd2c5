import { AppError } from "#lib/errors.ts";

export interface ZipFile {
  /** Where it lies, from the project's folder. */
  name: string;
  storedName: string;
  offset: number;
  /** Where the next file, or the directory, begins: it ends before that. */
  limit: number;
  packedSize: number;
  size: number;
  crc: number;
  /** 0: stored, 8: deflated. */
  method: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
const [REGULAR, DIRECTORY] = [0x8000, 0x4000];

/** The files that a zip's central directory names (APPNOTE 4.3.12). Only plain zips are read: one part, no encryption, no zip64, every name once. */
export function readDirectory(zip: Buffer, maxEntries: number): ZipFile[] {
  const end = findEnd(zip);
  const [count, size, start] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)];
  if (zip.readUInt16LE(end + 4) !== 0 || zip.readUInt16LE(end + 8) !== count || start + size !== end) throw notPlain("its directory is not where it should be");
  if (count > maxEntries) throw new AppError("too_large", `This zip has ${count} entries; at most ${maxEntries} are read. Leave out node_modules.`);
  const files: ZipFile[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || zip.readUInt32LE(at) !== ENTRY) throw notPlain("its directory is damaged");
    const next = at + ENTRY_BYTES + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (next > end) throw notPlain("its directory is damaged");
    const file = readEntry(zip, at);
    if (file) files.push(file);
    at = next;
  }
  if (at !== end) throw notPlain("its directory holds more than it says");
  requireApart(files, start);
  return withoutFolder(files);
}

/** The last record of the file, before at most a comment. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - END_BYTES; at >= Math.max(0, zip.length - END_BYTES - MAX_COMMENT_BYTES); at -= 1) {
    if (zip.readUInt32LE(at) === END && at + END_BYTES + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  throw notPlain("it has no directory at its end");
}

/** Null: a folder. */
function readEntry(zip: Buffer, at: number): ZipFile | null {
  const name = readName(zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + zip.readUInt16LE(at + 28)));
  const [flags, method, size] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 24)];
  const kind = (zip.readUInt32LE(at + 38) >>> 16) & 0xf000;
  if (kind !== 0 && kind !== REGULAR && kind !== DIRECTORY) throw refused(`${name} is a link or a device: only files are read.`);
  if (name.endsWith("/")) return null;
  if (flags & 1) throw notPlain(`${name} is encrypted`);
  if (method !== 0 && method !== 8) throw notPlain(`${name} is packed in a way that is not read`);
  return { name, storedName: name, method, size, crc: zip.readUInt32LE(at + 16), packedSize: zip.readUInt32LE(at + 20), offset: zip.readUInt32LE(at + 42), limit: 0 };
}

function readName(bytes: Buffer): string {
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refused("A name in this zip is not UTF-8.");
  }
  const parts = name.replace(/\/$/, "").split("/");
  const isPlain = name.length <= 300 && !/[\0-\x1f\x7f\\]|^[A-Za-z]:/.test(name) && parts.every((part) => part !== "" && part !== "." && part !== "..");
  if (!isPlain) throw refused(`The name ${JSON.stringify(name.slice(0, 100))} in this zip leads elsewhere.`);
  return name;
}

/** Files that lie over each other, or have one name, are told apart by nobody. */
function requireApart(files: ZipFile[], directory: number): void {
  const names = new Set(files.map(({ name }) => name.normalize("NFC").toLowerCase()));
  if (names.size !== files.length) throw refused("This zip has two files of one name.");
  const ordered = files.toSorted((a, b) => a.offset - b.offset);
  for (const [index, file] of ordered.entries()) {
    file.limit = ordered[index + 1]?.offset ?? directory;
    if (file.limit <= file.offset || file.offset + file.packedSize > file.limit) throw notPlain("its files lie over each other");
  }
}

/** Whoever packs an unpacked export again often packs its folder. */
function withoutFolder(files: ZipFile[]): ZipFile[] {
  const [folder] = files[0]?.name.split("/") ?? [];
  if (!folder || !files.every(({ name }) => name.startsWith(`${folder}/`))) return files;
  return files.map((file) => ({ ...file, name: file.name.slice(folder.length + 1) }));
}

const notPlain = (why: string): AppError => new AppError("malformed", `This is not a zip that can be read: ${why}. Send an export as it was downloaded.`);
const refused = (message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path: "zip", message }] } });
