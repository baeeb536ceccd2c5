import { existsSync, lstatSync, readlinkSync } from "node:fs";

/** A host file or directory shown read-only inside. */
export interface Mount {
  from: string;
  to: string;
}

export interface BubblewrapInput {
  program: string;
  /** Where the program is inside when one of the mounts brings it. */
  programInside?: string;
  directory: string;
  /** An own /proc, which shows the process itself only: some tools find their files by it. */
  proc?: boolean;
  mounts?: Mount[];
  environment?: Record<string, string>;
  seccompFd: number | null;
  /** A launcher that starts the program inside; null: bubblewrap does. */
  launcher?: string | null;
  /** What this host's bubblewrap knows: see bubblewrapOptions. */
  options: ReadonlySet<string>;
}

/** No terminals, and no shared memory: a file there would be memory that no limit counts. */
const DEVICES = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"];

/**
 * All namespaces, an empty network, no environment, no capabilities, a read-only root that holds the C library, the program, the mounts and
 * one writable directory. Ends with the program's path inside; its arguments follow.
 */
export function bubblewrapArguments({ program, programInside, directory, proc = false, mounts = [], environment = {}, seccompFd, launcher = null, options }: BubblewrapInput): string[] {
  return [
    ...["--unshare-all", "--unshare-user", "--die-with-parent", ...["--disable-userns", "--clearenv"].filter((option) => options.has(option))],
    ...["--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--hostname", "runtime"],
    ...systemLibraries(),
    ...(programInside ? [] : ["--ro-bind", program, "/bin/program"]),
    ...(launcher ? ["--ro-bind", launcher, "/bin/launch"] : []),
    ...DEVICES.flatMap((device) => ["--dev-bind", device, device]),
    ...["--bind", directory, "/s", ...(proc ? ["--proc", "/proc"] : [])],
    ...mounts.flatMap(({ from, to }) => ["--ro-bind", from, to]),
    ...Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--remount-ro", "/", "--chdir", "/s"],
    ...(seccompFd === null ? [] : ["--seccomp", String(seccompFd)]),
    ...(launcher ? ["/bin/launch"] : []),
    programInside ?? "/bin/program",
  ];
}

/**
 * The options in the text of `bwrap --help`: distributions ship versions from 0.3 on. Before 0.8 there is no `--disable-userns`, which the seccomp
 * filter stands in for, and before 0.5 no `--clearenv`: the launch gives it an empty environment anyway.
 */
export const bubblewrapOptions = (help: string): ReadonlySet<string> => new Set(help.match(/(?<=^\s*)--[a-z-]+(?=\s|$)/gm) ?? []);

/** Merged-/usr hosts have links at /lib and /lib64, older ones directories. */
function systemLibraries(): string[] {
  const out: string[] = [];
  for (const directory of ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64"]) {
    if (existsSync(directory)) out.push("--ro-bind", directory, directory);
  }
  for (const link of ["/lib", "/lib64"]) {
    if (!existsSync(link)) continue;
    if (lstatSync(link).isSymbolicLink()) out.push("--symlink", readlinkSync(link), link);
    else out.push("--ro-bind", link, link);
  }
  // arm64's loader lives in /lib itself, which is a link to /usr/lib there.
  const loader = "/usr/lib/ld-linux-aarch64.so.1";
  if (existsSync(loader)) out.push("--ro-bind", loader, loader);
  return out;
}
