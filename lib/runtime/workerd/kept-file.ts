import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

const MAX_KEPT = 50;

/** What `make` gives, kept under a name that says everything that it depends on. Without a disk to keep it on it is made each time. */
export async function keptFile(directory: string, name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const file = path.join(directory, name);
  const kept = await readFile(file).catch(() => null);
  // An empty file is what a full disk leaves.
  if (kept && kept.length > 0) return kept;
  const made = await make();
  await keep(file, made).catch(() => {});
  return made;
}

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
