import type { Proxy } from "./proxy.ts";
import { startProcess } from "./start-process.ts";

export async function undiciProxy(socketPath: string): Promise<Proxy> {
  const { pid, message, stop } = await startProcess("bench/proxies/undici-process.ts", { args: [socketPath] });
  return { name: "bare undici proxy", url: `http://127.0.0.1:${String(message["port"])}/x`, headers: {}, pid, stop };
}
