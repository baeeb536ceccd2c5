import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { readableCopy } from "../sandbox/readable-copy.ts";
import { privateDirectory, type SandboxHost } from "../sandbox/run-confined.ts";
import { killConfined, spawnConfined } from "../sandbox/sandbox.ts";
import { GUEST_PACKAGES, packageDirectory, packageMounts } from "./guest-packages.ts";

/** The bundler and what it imports; the manifest says that they are modules. */
export const BUNDLER_FILES = ["bundler.ts", "own-source-map.ts", "source-rules.ts", "allowed-imports.ts", "nesting-of.ts", "secret-patterns.ts", "shared-libraries.ts", "../../../package.json"];

export interface ParkedBundler {
  child: ChildProcess;
  dispose(): void;
}

/** Starts a bundler in the sandbox. It waits for its input, with `--warm-up` after it has bundled once; `--libraries`: see bundler.ts. */
export function parkBundler(host: SandboxHost, options: string[] = []): ParkedBundler {
  const uid = host.uids.take();
  const needsOtherUid = uid !== null;
  const directory = privateDirectory(host.directory, uid);
  const rolldown = packageDirectory("rolldown");
  const isConfined = host.sandbox.bubblewrap !== null;
  const child = spawnConfined({
    sandbox: host.sandbox,
    uid,
    program: readableCopy(process.execPath, needsOtherUid),
    arguments: ["--disable-warning=ExperimentalWarning", isConfined ? "/compile/bundler.ts" : path.join(import.meta.dirname, "bundler.ts"), ...options],
    directory,
    profile: "tool",
    mounts: [
      ...BUNDLER_FILES.map((name) => ({ from: readableCopy(path.join(import.meta.dirname, name), needsOtherUid), to: `/compile/${path.basename(name)}` })),
      ...packageMounts([...GUEST_PACKAGES, "rolldown"], needsOtherUid),
      ...["@rolldown/pluginutils", rolldownBinding(rolldown)].map((name) => ({
        from: readableCopy(packageDirectory(name, path.join(rolldown, "package.json")), needsOtherUid),
        to: `/node_modules/${name}`,
      })),
    ],
    limits: { dataBytes: 4 * 2 ** 30, fileSizeBytes: 1 << 20, openFiles: 1024, cpuSeconds: 30 },
  });
  child.on("error", () => {});
  child.stdin?.on("error", () => {});
  let isDisposed = false;
  const dispose = () => {
    if (isDisposed) return;
    isDisposed = true;
    killConfined(child);
    rmSync(directory, { recursive: true, force: true });
    host.uids.release(uid);
  };
  child.once("close", dispose);
  return { child, dispose };
}

/** The native part of rolldown for this platform: the installed one of its optional dependencies. */
function rolldownBinding(rolldown: string): string {
  const manifest = path.join(rolldown, "package.json");
  const { optionalDependencies = {} } = createRequire(manifest)(manifest) as { optionalDependencies?: Record<string, string> };
  for (const name of Object.keys(optionalDependencies)) {
    try {
      packageDirectory(name, manifest);
      return name;
    } catch {
      // Another platform's.
    }
  }
  throw new Error("rolldown has no native part for this platform. Run npm install.");
}
