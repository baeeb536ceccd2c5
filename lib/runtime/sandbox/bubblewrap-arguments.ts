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
}

/**
 * All namespaces, an empty network, no environment, no capabilities, a read-only root that holds the C library, the program, the mounts and
 * one writable directory. Ends with the program's path inside; its arguments follow.
 */
export function bubblewrapArguments({ program, programInside, directory, proc = false, mounts = [], environment = {}, seccompFd }: BubblewrapInput): string[] {
  return [
    ...["--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session", "--clearenv"],
    ...["--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--hostname", "runtime"],
    ...systemLibraries(),
    ...(programInside ? [] : ["--ro-bind", program, "/bin/program"]),
    ...["--dev", "/dev", "--bind", directory, "/s", ...(proc ? ["--proc", "/proc"] : [])],
    ...mounts.flatMap(({ from, to }) => ["--ro-bind", from, to]),
    ...Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--remount-ro", "/", "--chdir", "/s"],
    ...(seccompFd === null ? [] : ["--seccomp", String(seccompFd)]),
    programInside ?? "/bin/program",
  ];
}

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
