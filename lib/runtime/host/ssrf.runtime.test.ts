import assert from "node:assert/strict";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { startLiveApis, type LiveApis } from "../../../supabase/tests/live-apis.ts";
import { startTestInternet, type TestInternet } from "../../../supabase/tests/test-internet.ts";
import { INSIDE_ADDRESSES, SSRF_SPELLINGS } from "./ssrf-corpus.ts";

// Everything that is dialled but the one public upstream ends at a canary on loopback. Every host of the corpus counts as declared and
// approved here, so that what holds is the reading of the address and the check of what it leads to, not that the owner said no.
let internet: TestInternet;
let apis: LiveApis;
let apiId: string;
const ownAddresses = Object.values(networkInterfaces()).flatMap((found) => found?.map(({ address, family }) => (family === "IPv6" ? `[${address.replace(/%.*/, "")}]` : address)) ?? []);
const spellings = [...SSRF_SPELLINGS, ...ownAddresses];
const rebinding = INSIDE_ADDRESSES.map((address, index) => ({ host: `r${index}.example`, address }));
const FETCH_ALL = `const out = []; for (const target of await request.json()) { try { const r = await fetch(target); out.push("answered " + r.status + " " + (await r.text()).slice(0, 40)); } catch (error) { out.push(error.message); } } return out;`;

before(async () => {
  internet = await startTestInternet();
  // Any text that the reading of an address could end in.
  const names = spellings.flatMap((host) => [host, host.toLowerCase(), ...(URL.canParse(`http://${host}/`) ? [new URL(`http://${host}/`).hostname] : [])]);
  Object.assign(internet.rights, { declared: [...names, ...rebinding.map(({ host }) => host), "known.example", "inside.example"], approved: [...names, ...rebinding.map(({ host }) => host), "known.example", "inside.example"] });
  // A name server that would send each of them to the canary.
  for (const name of names) if (name !== "known.example") internet.answers.set(name, [["127.0.0.1"]]);
  internet.serve((request, _body, response) => {
    const to = decodeURIComponent(/^\/to\?(.*)$/.exec(request.url ?? "")?.[1] ?? "");
    if (to) response.writeHead(307, { location: Buffer.from(to).toString("latin1") }).end();
    else response.end("upstream");
  });
  apis = await startLiveApis(internet.deps);
});
beforeEach(async () => {
  // One of its own each time: a minute's requests are counted.
  apiId = await apis.deploy(guestBundle(FETCH_ALL));
  internet.strays.length = 0;
});
after(async () => {
  await apis.close();
  await internet.close();
});

/** What became of each, forty to a call. */
async function fetchAll(targets: readonly string[]): Promise<string[]> {
  const out: string[] = [];
  for (let from = 0; from < targets.length; from += 20) out.push(...(JSON.parse((await apis.call(apiId, "/", {}, JSON.stringify(targets.slice(from, from + 20)))).body) as string[]));
  return out;
}
function assertNothingReached(targets: readonly string[], outcomes: readonly string[]): void {
  assert.equal(outcomes.length, targets.length);
  // A spelling that means the approved host itself may be answered by it: nowhere else leads anywhere.
  const reached = targets.filter((_target, index) => outcomes[index]?.startsWith("answered") && outcomes[index] !== "answered 200 upstream");
  assert.deepEqual([reached, internet.strays, internet.canaryHits()], [[], [], 0]);
}

test(`none of ${spellings.length} spellings reaches anything inside, asked for directly`, async () => {
  assert.ok(spellings.length >= 60);
  const targets = spellings.flatMap((host) => [`http://${host}/`, `https://${host}/`]);
  const outcomes = await fetchAll(targets);
  assertNothingReached(targets, outcomes);
  assert.ok(outcomes.filter((outcome) => outcome === "answered 200 upstream").length <= 8, "few of them mean the approved host");
});

test("none of them reaches anything inside by a redirect of an approved host", async () => {
  const targets = spellings.map((host) => `http://known.example/to?${encodeURIComponent(`http://${host}/`)}`);
  assertNothingReached(targets, await fetchAll(targets));
});

test("none of them reaches anything inside written on the socket by a program that escaped the runtime", async () => {
  const { socketPath } = await apis.sandbox.backend.wake(apiId);
  const hostSocket = path.join(path.dirname(socketPath), "h.sock");
  const outcomes: string[] = [];
  for (const host of spellings) outcomes.push(await raw(hostSocket, `GET http://${host}/ HTTP/1.1\r\nConnection: close\r\n\r\n`));
  assert.deepEqual(spellings.filter((_host, index) => outcomes[index]?.startsWith("HTTP/1.1 2")), []);
  assert.deepEqual([internet.strays, internet.canaryHits()], [[], 0]);
  assert.match(await raw(hostSocket, "GET http://known.example/ HTTP/1.1\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 [^]*upstream/, "the twin");
});

test("a name that leads inside, alone, beside a public address, or from its second answer on, reaches nothing; each request asks once", async () => {
  for (const answers of [(address: string) => [[address]], (address: string) => [["93.184.215.14", address]], (address: string) => [["93.184.215.14"], [address]]]) {
    apiId = await apis.deploy(guestBundle(FETCH_ALL));
    for (const { host, address } of rebinding) internet.answers.set(host, answers(address));
    const asked = internet.asked.length;
    const targets = rebinding.flatMap(({ host }) => [`http://${host}/`, `http://${host}/`]);
    const outcomes = await fetchAll(targets);
    assertNothingReached(targets, outcomes);
    assert.equal(internet.asked.length - asked, targets.length);
    const firstAnswered = outcomes.filter((outcome, index) => index % 2 === 0 && outcome === "answered 200 upstream").length;
    assert.equal(firstAnswered, answers("x").length === 2 ? rebinding.length : 0, "before the name turns, the approved host answers");
  }
});

test("the twin: with a check that permits loopback, the same request does arrive there", async () => {
  const permissive = await startTestInternet({ isAllowed: () => true });
  permissive.answers.set("inside.example", [["127.0.0.1"]]);
  Object.assign(permissive.rights, { declared: ["inside.example"], approved: ["inside.example"] });
  const open = await startLiveApis(permissive.deps);
  const id = await open.deploy(guestBundle(FETCH_ALL));
  const { body } = await open.call(id, "/", {}, JSON.stringify(["http://inside.example/"]));
  assert.deepEqual([JSON.parse(body), permissive.canaryHits()], [["answered 200 canary"], 1]);
  await open.close();
  await permissive.close();
});

async function raw(socketPath: string, bytes: string): Promise<string> {
  const socket = connect(socketPath);
  socket.write(bytes);
  let text = "";
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) text += chunk.toString();
  } catch {
    // Cut off: nothing came.
  }
  return text;
}
