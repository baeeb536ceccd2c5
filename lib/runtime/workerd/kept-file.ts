import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

const MAX_KEPT = 50;
const DIGEST_BYTES = 32;

/**
 * What `make` gives, kept under a name that says everything that it depends on, behind its digest: a file that a power cut or a full disk left
 * half written is made again. Without a disk to keep it on it is made each time.
 */
export async function keptFile(directory: string, name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const file = path.join(directory, name);
  const kept = await readFile(file).catch(() => null);
  const known = kept && whole(kept);
  if (known) return known;
  const made = await make();
  await keep(file, Buffer.concat([digestOf(made), made])).catch(() => {});
  return made;
}

function whole(kept: Buffer): Buffer | null {
  const bytes = kept.subarray(DIGEST_BYTES);
  return kept.length > DIGEST_BYTES && digestOf(bytes).equals(kept.subarray(0, DIGEST_BYTES)) ? bytes : null;
}

const digestOf = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();

async function keep(file: string, bytes: Buffer): Promise<void> {
  const directory = path.dirname(file);
  await mkdir(directory, { recursive: true });
  const half = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(half, bytes);
  await rename(half, file);
  await forgetOldest(directory);
}

async function forgetOldest(directory: string): Promise<void> {
  const names = await readdir(directory);
  if (names.length <= MAX_KEPT) return;
  const files = await Promise.all(names.map(async (name) => ({ file: path.join(directory, name), at: (await stat(path.join(directory, name))).mtimeMs })));
  await Promise.all(files.sort((a, b) => a.at - b.at).slice(0, names.length - MAX_KEPT).map(({ file }) => rm(file, { force: true })));
}
