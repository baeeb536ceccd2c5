import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "#server/free-port.ts";
import type { Proxy } from "./proxy.ts";

/** nginx with one worker, `proxy_pass` over kept connections and no access log; null where it is not installed. */
export async function nginxProxy(socketPath: string, folder: string): Promise<Proxy | null> {
  if (spawnSync("nginx", ["-v"]).status !== 0) return null;
  const port = await freePort();
  const conf = path.join(folder, "nginx.conf");
  writeFileSync(conf, `
    ${process.getuid?.() === 0 ? "user root;" : ""}
    daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.error.log;
    events { worker_connections 2048; }
    http {
      access_log off; keepalive_requests 1000000000;
      ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/nginx-${name};`).join(" ")}
      upstream up { server unix:${socketPath}; keepalive 256; keepalive_requests 1000000000; }
      server { listen 127.0.0.1:${port}; location / { proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; } }
    }`);
  const child = spawn("nginx", ["-p", folder, "-c", conf], { stdio: "ignore" });
  const ended = once(child, "exit");
  return {
    name: "nginx, proxy_pass, one worker", url: `http://127.0.0.1:${port}/x`, headers: {}, pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGQUIT");
      await ended;
    },
  };
}
