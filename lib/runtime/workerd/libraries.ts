import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import type { Bundler } from "../compile/build.ts";
import { ANY_LIBRARIES } from "../compile/bundle-text.ts";
import { GUEST_PACKAGES, packageDirectory } from "../compile/guest-packages.ts";
import type { BundleStore } from "../host-ports.ts";
import { keptFile } from "./kept-file.ts";

/** A module with everything that APIs share, as one set of versions. */
export interface Libraries {
  /** Of the code: names the set. */
  hash: string;
  code: string;
}
export interface LibraryShelf {
  /** Of the installed packages. */
  current(): Promise<Libraries>;
  /** The set that a bundle names. Throws `unavailable` when it can't be had. */
  find(hash: string): Promise<Libraries>;
  /** Stores the current set, before a bundle that names it is. */
  keepCurrent(): Promise<Libraries>;
}

/** A version runs with the very libraries that its tests passed with, also when newer ones are installed. */
export function createLibraryShelf(bundler: Pick<Bundler, "buildLibraries">, cacheDirectory: string, store: BundleStore): LibraryShelf {
  const old = new Map<string, Promise<Libraries>>();
  let current: Promise<Libraries> | null = null;
  let kept: Promise<void> | null = null;
  const open = async (): Promise<Libraries> => {
    const code = (await keptFile(cacheDirectory, `${installedKey()}.js`, async () => Buffer.from(await bundler.buildLibraries()))).toString("utf8");
    return { hash: hashOf(code), code };
  };
  const currentSet = () => {
    current ??= open().catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  };
  const load = async (hash: string): Promise<Libraries> => {
    const code = await store.loadLibraries(hash).catch((error: unknown) => {
      throw new AppError("unavailable", "The libraries of this version can't be read right now. Try again in a few seconds.", { cause: error });
    });
    if (code === null || hashOf(code) !== hash) throw new AppError("unavailable", "The libraries that this version was tested with can't be found. Build it again.");
    return { hash, code };
  };
  return {
    current: currentSet,
    async find(hash) {
      const now = await currentSet();
      if (hash === now.hash || hash === ANY_LIBRARIES) return now;
      const known = old.get(hash);
      if (known) return known;
      const loading = load(hash);
      old.set(hash, loading);
      loading.catch(() => old.delete(hash));
      return loading;
    },
    async keepCurrent() {
      const now = await currentSet();
      kept ??= store.keepLibraries(now.hash, now.code).catch((error: unknown) => {
        kept = null;
        throw new AppError("unavailable", "The libraries of this build can't be stored right now. Try again in a few seconds.", { cause: error });
      });
      await kept;
      return now;
    },
  };
}

const hashOf = (code: string): string => createHash("sha256").update(code).digest("hex").slice(0, 32);

/** Everything that the module is made of and by. */
function installedKey(): string {
  const versions = [...GUEST_PACKAGES, "rolldown"].map((name) => `${name}@${(JSON.parse(readFileSync(path.join(packageDirectory(name), "package.json"), "utf8")) as { version: string }).version}`);
  const made = ["bundler.ts", "shared-libraries.ts"].map((file) => readFileSync(path.join(import.meta.dirname, "../compile", file), "utf8"));
  return hashOf([...versions, ...made].join("\0"));
}
