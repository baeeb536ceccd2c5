import type { Server } from "node:net";
import { parseArgs } from "node:util";

/** The descriptor and the place among its like that the launcher gave this process. */
export function placeOfProcess(args: readonly string[] = process.argv.slice(2)): { listenFd: number | null; slot: number; isDev: boolean } {
  const { values } = parseArgs({ args: [...args], options: { "listen-fd": { type: "string" }, slot: { type: "string", default: "0" }, dev: { type: "boolean", default: false } } });
  return { listenFd: values["listen-fd"] === undefined ? null : Number(values["listen-fd"]), slot: Number(values.slot), isDev: values.dev };
}

/** Hands the listening socket to the launcher, for a successor, whenever it asks. */
export function handOverSocket(server: Server): void {
  process.on("message", (message) => {
    if (typeof message === "object" && message !== null && "type" in message && message.type === "hand-over") process.send?.({ type: "listening-socket" }, server);
  });
}
