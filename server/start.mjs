#!/usr/bin/env node
// Bootstrap: works on any Node >= 20 with nothing installed. Installs the dependencies when package-lock.json changed, then hands over to
// Node 24 (which comes with them) and the TypeScript sources.
//   node server/start.mjs [--dev]            the product
//   node server/start.mjs --run FILE [args]  one of our scripts
//   node server/start.mjs --install          only the dependencies
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FLAGS = ["--disable-warning=ExperimentalWarning"];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 20) stop(`API Creator needs Node 20 or newer to start; this is ${process.version}. Install a newer Node and run npm start again.`);

installIfNeeded();
if (process.argv[2] === "--install") process.exit(0);
const args = process.argv.slice(2);
const script = args[0] === "--run" ? args.splice(0, 2)[1] : "server/start.ts";
const child = spawn(node24(), [...FLAGS, ...(existsSync(join(root, ".env")) ? ["--env-file=.env"] : []), join(root, script), ...args], {
  cwd: root,
  // The channel tells the product that this process died, however it died.
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}`, NEXT_TELEMETRY_DISABLED: "1" },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

function installIfNeeded() {
  const marker = join(root, "node_modules", ".installed-lock");
  const patches = readdirSync(join(root, "patches")).map((name) => readFileSync(join(root, "patches", name)));
  const wanted = createHash("sha256").update(Buffer.concat([readFileSync(join(root, "package-lock.json")), ...patches])).update(`${process.platform}-${process.arch}`).digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  process.stderr.write("Installing dependencies (the first time takes a minute) …\n");
  // `npm ci` fails where a registry lacks other platforms' optional packages.
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const result = spawnSync(npm[0], [...npm.slice(1), "install", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, NODE_ENV: "development" },
  });
  if (result.status !== 0) stop("The dependencies could not be installed: npm's message is above. Check the network or the registry setting, then run npm start again.");
  // Not a `postinstall` of ours: many hosts run no scripts of packages.
  const patched = spawnSync(process.execPath, [join(root, "node_modules/patch-package/index.js"), "--error-on-fail"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (patched.status !== 0) stop("A patch of patches/ doesn't fit its package: a version changed. Remove the patch if the new version has the fix, or make it again with npx patch-package <name>.");
  writeFileSync(marker, wanted);
}

function node24() {
  const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
  const found = names.map((name) => join(root, "node_modules", name, "bin", "node")).find((path) => existsSync(path));
  if (found) return found;
  if (major >= 24) return process.execPath;
  return stop(`No Node 24 came with the dependencies for ${process.platform}-${process.arch}. Install Node 24 and run npm start with it.`);
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
