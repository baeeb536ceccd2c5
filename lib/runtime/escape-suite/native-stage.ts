import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import path from "node:path";
import { privateDirectory } from "../sandbox/run-confined.ts";
import type { SeccompArch } from "../sandbox/seccomp.ts";
import { createSyscallProgram } from "../sandbox/syscall-program.ts";
import type { NativeTargets } from "./native-attacks.ts";

/** What the native attacks aim at, and a place for their programs. */
export interface NativeStage {
  arch: SeccompArch;
  targets: NativeTargets;
  directory: string;
  close(): void;
}

/**
 * Sets up the victims: a port, an abstract socket, and a runtime's directory, socket and process of `victimUid`. Without uids of its own
 * everything belongs to the runner's user, as the runtimes then do.
 */
export async function openNativeStage(root: string, victimUid: number | null): Promise<NativeStage> {
  const arch = process.arch === "arm64" ? "arm64" : "x64";
  const directory = mkdtempSync(path.join(root, "n-"));
  chmodSync(directory, 0o711);
  const victimDirectory = privateDirectory(root, victimUid);
  const victimSocket = path.join(victimDirectory, "h.sock");
  const controlSocket = path.join(directory, "control.sock");
  const abstractSocket = `api-creator-victim-${randomBytes(8).toString("hex")}`;
  const servers = await Promise.all([listen(victimSocket), listen(`\0${abstractSocket}`), listen(0), listen(controlSocket)]);
  chmodSync(victimSocket, 0o666);
  chmodSync(controlSocket, 0o600);
  const bin = path.join(directory, "victim");
  const sleeper = createSyscallProgram(arch);
  sleeper.call("ppoll", 0, 0, 0, 0, 0);
  writeFileSync(bin, sleeper.build(), { mode: 0o755 });
  chmodSync(bin, 0o755);
  const victim = spawn(bin, [], { stdio: "ignore", env: {} as NodeJS.ProcessEnv, ...(victimUid === null ? {} : { uid: victimUid, gid: victimUid }) });
  await once(victim, "spawn");
  const tcpPort = (servers[2].address() as AddressInfo).port;
  return {
    arch, directory,
    targets: { runnerPid: process.pid, victimPid: victim.pid ?? 0, victimDirectory, victimSocket, controlSocket, abstractSocket, tcpPort },
    close() {
      victim.kill("SIGKILL");
      for (const server of servers) server.close();
      for (const made of [directory, victimDirectory, "/dev/shm/escaped"]) rmSync(made, { recursive: true, force: true });
    },
  };
}

async function listen(address: string | number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    if (typeof address === "number") server.listen(address, "127.0.0.1", resolve);
    else server.listen(address, resolve);
  });
  return server;
}

/** A 0700 directory for one attack, of the attacker's uid. */
export function attackDirectory(stage: NativeStage, uid: number | null): string {
  const directory = path.join(stage.directory, randomBytes(6).toString("hex"));
  mkdirSync(directory, { mode: 0o700 });
  // In the place of the socket that the runner makes there.
  writeFileSync(path.join(directory, "h.sock"), "");
  for (const owned of [directory, path.join(directory, "h.sock")]) if (uid !== null) chownSync(owned, uid, uid);
  return directory;
}
