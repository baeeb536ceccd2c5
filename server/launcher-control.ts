import { chmodSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { isRolledName, ROLLED, type Roller } from "./roll.ts";

export interface LauncherControl {
  path: string;
  close(): void;
}

/** The launcher's commands on a socket that only its owner may open: `POST /restart`, `POST /restart/{role}`. */
export async function serveLauncherControl(socketPath: string, roller: Roller): Promise<LauncherControl> {
  const server = createServer((message, response) => {
    const [, command, role = ""] = (message.url ?? "").split("/");
    if (message.method !== "POST" || command !== "restart" || (role !== "" && !isRolledName(role))) return void response.writeHead(404).end(`There is no such process here: restart takes ${ROLLED.join(", ")}, or nothing for all of them.`);
    roller.roll(role !== "" && isRolledName(role) ? [role] : ROLLED).then(
      () => response.end("done"),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  rmSync(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(socketPath, resolve));
  chmodSync(socketPath, 0o600);
  server.unref();
  return { path: socketPath, close: () => void server.close() };
}

/** Asks a running launcher for a rolling restart, and waits for its end. Throws with the launcher's words. */
export function askForRestart(socketPath: string, role: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const ask = request({ socketPath, method: "POST", path: `/restart${role ? `/${role}` : ""}` }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => (response.statusCode === 200 ? resolve() : reject(new Error(text))));
    });
    ask.on("error", (error) => reject(new Error(`The launcher can't be reached: ${error.message}`)));
    ask.end();
  });
}
