import { request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { ANY_LIBRARIES, bundleText } from "../compile/bundle-text.ts";
import { RAW_ATTACKS, sendRaw } from "./raw-attacks.ts";
import type { EscapeRow } from "./report.ts";
import { BOMBS, SCRIPT_ATTACKS, type ScriptAttack, type ScriptFacts } from "./script-attacks.ts";
import { VICTIM_BUNDLE, VICTIM_DOCUMENT, VICTIM_MARKER, type SuiteStage } from "./suite-stage.ts";

export interface ScriptScene {
  stage: SuiteStage;
  victim: string;
  facts: ScriptFacts;
  /** Connections that came to a port of the machine since the last look. */
  takeConnections(): number;
  close(): void;
}

/** A victim with a document, and a port of the machine that nobody may reach. */
export async function openScriptScene(stage: SuiteStage): Promise<ScriptScene> {
  let connections = 0;
  const tripwire = createServer((socket) => {
    connections++;
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nreached");
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => tripwire.listen(0, "0.0.0.0", resolve));
  const victim = await stage.deploy(VICTIM_BUNDLE);
  const has = (await stage.call(victim)).body;
  // The twin of every attack on data: it is there for who may see it.
  if (!has.includes(VICTIM_MARKER)) throw new Error(`The victim has no document: ${has}`);
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ family, internal }) => family === "IPv4" && !internal);
  const facts: ScriptFacts = {
    victimApiId: victim, victimWorkspaceId: stage.workspaceOf(victim), victimDocument: VICTIM_DOCUMENT,
    tcpPort: (tripwire.address() as AddressInfo).port, hostAddress: addresses[0]?.address ?? null,
  };
  return {
    stage, victim, facts,
    takeConnections() {
      const before = connections;
      connections = 0;
      return before;
    },
    close: () => void tripwire.close(),
  };
}

/** The attack as a whole API. `/well` tells whether it lives. */
const bundleOf = (code: string, facts: ScriptFacts): string => bundleText(`"use strict"; const facts = ${JSON.stringify(facts)};
const attempt = async (request, env, url) => { ${code} };
exports.default = { async fetch(request, env) { const url = new URL(request.url); if (url.pathname === "/well") return new Response("well");
  try { return Response.json({ reached: true, evidence: String(await attempt(request, env, url)).slice(0, 200) }); }
  catch (error) { return Response.json({ reached: false, evidence: (error?.name + ": " + error?.message).slice(0, 200) }); } } };`, ANY_LIBRARIES);

/** Runs one attack in an API of its own. The host's own eyes count for more than what the code says. */
export async function runScript({ attack, stoppedBy, code }: ScriptAttack, scene: ScriptScene): Promise<EscapeRow> {
  const { stage, facts, takeConnections } = scene;
  const apiId = await stage.deploy(bundleOf(code, facts));
  takeConnections();
  const { reached, evidence } = await stage.call(apiId).then(
    readOutcome,
    async (error: Error) => ({ reached: false, evidence: (await stage.reasonOf(apiId)) ?? error.message }),
  );
  const connections = takeConnections();
  await stage.sleep(apiId);
  const seen = connections > 0 ? `; ${connections} connection(s) reached the machine's port` : "";
  return { attack, by: "JavaScript", stoppedBy: [...stoppedBy], evidence: evidence + seen, worksWithoutLayers: null, escaped: reached || connections > 0 || hasForgedLog(scene) };
}

/** A runtime that fails in the middle answers with words of its own. */
function readOutcome({ status, body }: { status: number; body: string }): { reached: boolean; evidence: string } {
  try {
    return JSON.parse(body) as { reached: boolean; evidence: string };
  } catch {
    return { reached: false, evidence: `${status} ${body.slice(0, 100)}` };
  }
}

const hasForgedLog = ({ stage, victim }: ScriptScene): boolean => stage.logged().some((entry) => entry.apiId === victim && JSON.stringify(entry.lines).includes("forged-by-the-attacker"));

export async function runBomb({ attack, stoppedBy, code }: (typeof BOMBS)[number], { stage, facts, victim }: ScriptScene): Promise<EscapeRow> {
  const apiId = await stage.deploy(bundleOf(code, facts));
  const call = stage.call(apiId).then(
    ({ status, body }) => `the call got ${status} ${body.slice(0, 120)}`,
    (error: Error) => error,
  );
  const neighbours = [stage.call(victim), stage.call(victim)];
  const outcome = await call;
  const replies = await Promise.all([...neighbours, stage.call(victim)]).catch((error: Error) => error);
  const isNeighbourWell = Array.isArray(replies) && replies.every(({ status, body }) => status === 200 && body.includes(VICTIM_MARKER));
  const evidence = outcome instanceof Error ? await reasonAfter(stage, apiId, outcome) : outcome;
  const well = await callAgain(stage, apiId);
  await stage.sleep(apiId);
  const after = [isNeighbourWell ? "the neighbour answered meanwhile" : "THE NEIGHBOUR DID NOT ANSWER", well.body === "well" ? "the next call as well" : `THE NEXT CALL DID NOT: ${well.body}`];
  return { attack, by: "JavaScript", stoppedBy: [...stoppedBy], evidence: `${evidence}; ${after.join(", ")}`, worksWithoutLayers: null, escaped: !isNeighbourWell || well.body !== "well" };
}

const TRIES = 100;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** The connection breaks a moment before the end of the process is known, with its reason. */
async function reasonAfter(stage: SuiteStage, apiId: string, error: Error): Promise<string> {
  for (let tries = 0; tries < TRIES; tries++) {
    const reason = await stage.reasonOf(apiId);
    if (reason !== null) return reason;
    await pause();
  }
  return error.message;
}

/** As the gateway: who finds the runtime ending asks for another. */
async function callAgain(stage: SuiteStage, apiId: string): Promise<{ status: number; body: string }> {
  for (let tries = 1; ; tries++) {
    try {
      return await stage.call(apiId, "/well");
    } catch (error) {
      if (tries >= TRIES) return { status: 0, body: String(error) };
      await pause();
    }
  }
}

const ENDLESS = `return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(65536)); } }));`;
const READ_BYTES = 12 << 20;

/** A reply without an end, to a caller who leaves after 12 MB (the gateway leaves after 10). */
export async function runEndlessReply({ stage }: ScriptScene): Promise<EscapeRow> {
  const apiId = await stage.deploy(bundleText(`exports.default = { fetch(request) { if (request.url.endsWith("/well")) return new Response("well"); ${ENDLESS} } };`, ANY_LIBRARIES));
  const { api } = await stage.socketsOf(apiId);
  const size = await new Promise<number>((resolve) => {
    let read = 0;
    const sent = request({ socketPath: api, path: "/", headers: { host: "x" }, agent: false }, (response) => {
      response.on("data", (chunk: Buffer) => (read += chunk.length) > READ_BYTES && sent.destroy());
      response.on("close", () => resolve(read));
      response.on("error", () => {});
    });
    sent.on("error", () => resolve(read)).end();
  });
  const well = await callAgain(stage, apiId);
  await stage.sleep(apiId);
  return { attack: "a reply without an end", by: "JavaScript", stoppedBy: ["gateway"], evidence: `left after ${(size / 2 ** 20).toFixed(0)} MB; the next call got "${well.body.slice(0, 60)}"`, worksWithoutLayers: null, escaped: well.body !== "well" };
}

/** Every raw attack on the real host socket of a live API: nothing of the victim may come back, and no port may be reached. */
export async function runRaw(scene: ScriptScene): Promise<EscapeRow[]> {
  const { stage, victim, facts, takeConnections } = scene;
  const apiId = await stage.deploy(bundleText(`exports.default = { fetch: () => new Response("well") };`, ANY_LIBRARIES));
  const rows: EscapeRow[] = [];
  for (const { attack, bytes } of RAW_ATTACKS) {
    takeConnections();
    const { host } = await stage.socketsOf(apiId);
    const reply = await sendRaw(host, bytes(facts));
    const isWell = (await stage.call(apiId)).body === "well" && (await stage.call(victim)).body.includes(VICTIM_MARKER);
    const [head = "", body = ""] = reply.split("\r\n\r\n");
    const said = reply === "" ? "the connection was closed" : `${head.split("\r\n")[0]?.replace(/^HTTP\/1\.1 /, "")} ${body.replace(/\s+/g, " ").slice(0, 100)}`.trim();
    rows.push({ attack, by: "raw bytes", stoppedBy: ["host socket"], evidence: said, worksWithoutLayers: null, escaped: reply.includes(VICTIM_MARKER) || takeConnections() > 0 || hasForgedLog(scene) || !isWell });
  }
  await stage.sleep(apiId);
  return rows;
}

export async function runScripts(scene: ScriptScene, onRow: (row: EscapeRow) => void): Promise<void> {
  for (const attack of SCRIPT_ATTACKS) onRow(await runScript(attack, scene));
  for (const bomb of BOMBS) onRow(await runBomb(bomb, scene));
  onRow(await runEndlessReply(scene));
  for (const row of await runRaw(scene)) onRow(row);
}
