import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { formatTable } from "./format-table.ts";
import { load } from "./load.ts";

interface Ready { port: number; apiId?: string; key?: string }
const CONNECTIONS = 32;
const RUN_MS = 5_000;

/** Requests per second of the whole path (authenticate, limit, route, forward, meter) against a bare undici proxy, same upstream, same run. */
export async function gatewayTable(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-"));
  const socketPath = path.join(folder, "up.sock");
  const children: ChildProcess[] = [];
  const start = (script: string): Promise<Ready> => new Promise((resolve) => {
    const child = fork(path.join(import.meta.dirname, script), [socketPath], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    children.push(child);
    child.once("message", (message) => resolve(message as Ready));
  });
  await start("upstream-process.ts");
  const proxy = await start("proxy-process.ts");
  const gateway = await start("gateway-process.ts");
  const targets: { name: string; url: string; headers: Record<string, string> }[] = [
    { name: "bare undici proxy", url: `http://127.0.0.1:${proxy.port}/x`, headers: {} },
    { name: "gateway, whole path", url: `http://127.0.0.1:${gateway.port}/${gateway.apiId}/x`, headers: { "x-api-key": gateway.key ?? "" } },
  ];
  const rows = [["", "requests/s", "of bare", "p50 ms", "p99 ms", "1 at a time: p50 ms", "failed"]];
  let bare = 0;
  for (const { name, url, headers } of targets) {
    await load(url, headers, CONNECTIONS, 1_000);
    const many = await load(url, headers, CONNECTIONS, RUN_MS);
    const one = await load(url, headers, 1, 1_500);
    bare ||= many.perSecond;
    rows.push([name, many.perSecond.toFixed(0), `${((many.perSecond / bare) * 100).toFixed(0)} %`, many.p50Ms.toFixed(2), many.p99Ms.toFixed(2), one.p50Ms.toFixed(2), String(many.failed + one.failed)]);
  }
  const [, , gatewayChild] = children;
  gatewayChild?.send("stop");
  await new Promise((resolve) => gatewayChild?.once("exit", resolve));
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
  return formatTable(rows);
}
