import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { AppError } from "#lib/errors.ts";
import { readDirectory, type ZipFile } from "./read-directory.ts";

export const ZIP_LIMITS = { entries: 2_000, fileBytes: 64 << 20, inflatedBytes: 64 << 20, ratio: 200, ratioFromBytes: 1 << 20 };
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw);

/**
 * The wanted files of a zip of unknown origin. What it says of sizes is held to limits before anything is unpacked, and to the truth after.
 * Throws `malformed` for what is no plain zip, `invalid` for names that lead elsewhere, `too_large` for a bomb.
 */
export async function readZip(zip: Buffer, isWanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const wanted = readDirectory(zip, ZIP_LIMITS.entries).filter(({ name }) => isWanted(name));
  requireBounded(wanted);
  const files = new Map<string, Buffer>();
  for (const file of wanted) files.set(file.name, await unpack(zip, file));
  return files;
}

function requireBounded(files: readonly ZipFile[]): void {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > ZIP_LIMITS.inflatedBytes) throw new AppError("too_large", `The files of this zip have ${Math.ceil(total / 2 ** 20)} MB unpacked; at most ${ZIP_LIMITS.inflatedBytes >> 20} MB can be imported. Export it without its data.`);
  const bomb = files.find(({ size, packedSize }) => size > ZIP_LIMITS.ratioFromBytes && size > packedSize * ZIP_LIMITS.ratio);
  if (bomb) throw new AppError("too_large", `${bomb.name} unpacks to more than ${ZIP_LIMITS.ratio} times its size in the zip: it is not read.`);
}

async function unpack(zip: Buffer, file: ZipFile): Promise<Buffer> {
  const { name, offset, packedSize, size, method } = file;
  if (offset + LOCAL_HEADER_BYTES > zip.length || zip.readUInt32LE(offset) !== LOCAL_HEADER) throw broken(name);
  const nameBytes = zip.readUInt16LE(offset + 26);
  const start = offset + LOCAL_HEADER_BYTES + nameBytes + zip.readUInt16LE(offset + 28);
  // Two names of one file: tools would disagree about what it is.
  if (zip.subarray(offset + LOCAL_HEADER_BYTES, offset + LOCAL_HEADER_BYTES + nameBytes).toString("utf8") !== file.storedName || start + packedSize > file.limit) throw broken(name);
  const packed = zip.subarray(start, start + packedSize);
  const bytes = method === 0 ? packed : await inflate(packed, { maxOutputLength: Math.max(1, size) }).catch(() => null);
  if (!bytes || bytes.length !== size || crc32(bytes) !== file.crc) throw broken(name);
  return bytes;
}

const broken = (name: string): AppError => new AppError("malformed", `${name} in this zip is damaged: what it holds is not what the zip says of it. Export it again.`);
