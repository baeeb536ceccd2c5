import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { type Env, readEnv } from "#lib/env.ts";
import { peerAddress } from "#lib/http/peer-tls.ts";
import { createLog } from "#lib/log.ts";
import { runnerRoad } from "#lib/runner-road.ts";
import { controlListener } from "#lib/runtime/control-server.ts";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import { makeAuthority } from "../e2e/fixtures/certificates.ts";
import { checkRole } from "./check-role.ts";
import { listenForPeers } from "./listen-for-peers.ts";
import { canConnect } from "./web-place.ts";

const folder = mkdtempSync(path.join(tmpdir(), "peers-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const ours = makeAuthority(folder, "ours");
const [here, elsewhere, stranger] = [ours.certify("localhost"), ours.certify("other.example"), makeAuthority(folder, "strangers").certify("localhost")];
const log = createLog("test", "error", () => {});
const env = (settings: Record<string, string>): Env => readEnv({ ...settings });

async function withRunner(files: Record<string, string>, use: (port: number) => Promise<void>): Promise<void> {
  const server = await listenForPeers(env({ RUNNER_LISTEN: "localhost:0", ...files }), "RUNNER_LISTEN", controlListener(createFakeRuntime(), log), null);
  assert.ok(server);
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
const wake = (port: number, files: Record<string, string>) => createRunnerClient(runnerRoad(env({ RUNNER_URL: `https://localhost:${port}`, ...files }))).wake("api_a");
const isUp = (port: number, files: Record<string, string>) => canConnect(peerAddress(env({ WEB_URL: `https://localhost:${port}`, ...files }), "WEB_URL") ?? assert.fail());

test("machines with certificates of the same authority reach each other", async () => {
  await withRunner({ ...here }, async (port) => {
    assert.equal((await wake(port, { ...here })).isCold, true);
    assert.equal(await isUp(port, { ...here }), true);
  });
});

test("who shows a certificate of another authority, or none, is served nothing", async () => {
  await withRunner({ ...here }, async (port) => {
    // It believes the server, so that it is the server that refuses.
    await assert.rejects(wake(port, { ...stranger, PEER_CA_FILE: here.PEER_CA_FILE }), { code: "unavailable" });
    const { request } = await import("node:https");
    const { readFileSync } = await import("node:fs");
    await assert.rejects(new Promise((resolve, reject) => request({ host: "localhost", port, method: "POST", path: "/list", ca: readFileSync(here.PEER_CA_FILE) }, resolve).on("error", reject).end()));
  });
});

test("a server of another authority, or of another name, is not spoken to", async () => {
  await withRunner({ ...stranger }, async (port) => {
    await assert.rejects(wake(port, { ...here }), { code: "unavailable" });
    assert.equal(await isUp(port, { ...here }), false);
  });
  await withRunner({ ...elsewhere }, async (port) => {
    await assert.rejects(wake(port, { ...here }), { code: "unavailable" });
    assert.equal(await isUp(port, { ...here }), false);
  });
});

test("what is missing or unsafe is named, before anything starts", () => {
  const production = { ENVIRONMENT: "production" };
  const refuses = (settings: Record<string, string>, words: RegExp) => assert.throws(() => checkRole(env(settings)), { message: words });
  refuses({ ROLE: "gateway" }, /RUN_DIR, SUPABASE_URL, GATEWAY_DATABASE_URL, KEY_PEPPER, WEB_URL/);
  refuses({ ...production, RUNNER_URL: "http://runner:3444" }, /RUNNER_URL is plain HTTP/);
  refuses({ ...production, WEB_URL: "http://web:3443" }, /WEB_URL is plain HTTP/);
  refuses({ ...production, WEB_LISTEN: "0.0.0.0:3443" }, /WEB_LISTEN would be open to whoever reaches it/);
  refuses({ WEB_URL: "https://web:3443" }, /WEB_URL is https: set PEER_CA_FILE, PEER_CERT_FILE, PEER_KEY_FILE/);
  refuses({ WEB_URL: "https://web:3443", ...here, PEER_KEY_FILE: "" }, /PEER_KEY_FILE is not set/);
  refuses({ WEB_URL: "https://web:3443", ...here, PEER_KEY_FILE: "/nowhere/key.pem" }, /PEER_KEY_FILE can't be read/);
  refuses({ WEB_URL: "web:3443" }, /WEB_URL is no address/);
  refuses({ RUNNER_LISTEN: "3444" }, /RUNNER_LISTEN is no address to listen on/);
  assert.doesNotThrow(() => checkRole(env({ ...production, ...here, RUNNER_URL: "https://runner:3444", RUNNER_LISTEN: "[::]:3444" })));
});
