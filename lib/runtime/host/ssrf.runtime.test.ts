import assert from "node:assert/strict";
import { connect } from "node:net";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { startLiveApis } from "../../../supabase/tests/live-apis.ts";
import { openSsrfStage, REBINDING, SPELLINGS, type SsrfStage } from "../../../supabase/tests/ssrf-stage.ts";
import { startTestInternet } from "../../../supabase/tests/test-internet.ts";

let stage: SsrfStage;
before(async () => {
  stage = await openSsrfStage();
});
beforeEach(() => {
  stage.internet.strays.length = 0;
});
after(() => stage.close());

test(`none of ${SPELLINGS.length} spellings reaches anything inside, asked for directly`, async () => {
  assert.ok(SPELLINGS.length >= 60);
  const targets = SPELLINGS.flatMap((host) => [`http://${host}/`, `https://${host}/`]);
  const outcomes = await stage.fetchAll(targets);
  stage.assertNothingReached(targets, outcomes);
  assert.ok(outcomes.filter((outcome) => outcome === "answered 200 upstream").length <= 8, "few of them mean the approved host");
});

test("none of them reaches anything inside by a redirect of an approved host", async () => {
  const targets = SPELLINGS.map((host) => stage.redirect(`http://${host}/`));
  stage.assertNothingReached(targets, await stage.fetchAll(targets));
});

test("none of them reaches anything inside written on the socket by a program that escaped the runtime", async () => {
  const { apis, internet } = stage;
  const { socketPath } = await apis.sandbox.backend.wake(await apis.deploy(guestBundle("")));
  const hostSocket = path.join(path.dirname(socketPath), "h.sock");
  const outcomes: string[] = [];
  for (const host of SPELLINGS) outcomes.push(await raw(hostSocket, `GET http://${host}/ HTTP/1.1\r\nConnection: close\r\n\r\n`));
  assert.deepEqual(SPELLINGS.filter((_host, index) => outcomes[index]?.startsWith("HTTP/1.1 2")), []);
  assert.deepEqual([internet.strays, internet.canaryHits()], [[], 0]);
  assert.match(await raw(hostSocket, "GET http://known.example/ HTTP/1.1\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 [^]*upstream/, "the twin");
});

test("a name that leads inside, alone, beside a public address, or from its second answer on, reaches nothing; each request asks once", async () => {
  for (const answers of [(address: string) => [[address]], (address: string) => [["93.184.215.14", address]], (address: string) => [["93.184.215.14"], [address]]]) {
    const { internet } = stage;
    for (const { host, address } of REBINDING) internet.answers.set(host, answers(address));
    const asked = internet.asked.length;
    const targets = REBINDING.flatMap(({ host }) => [`http://${host}/`, `http://${host}/`]);
    const outcomes = await stage.fetchAll(targets);
    stage.assertNothingReached(targets, outcomes);
    assert.equal(internet.asked.length - asked, targets.length);
    const firstAnswered = outcomes.filter((outcome, index) => index % 2 === 0 && outcome === "answered 200 upstream").length;
    assert.equal(firstAnswered, answers("x").length === 2 ? REBINDING.length : 0, "before the name turns, the approved host answers");
  }
});

test("the twin: with a check that permits loopback, the same request does arrive there", async () => {
  const permissive = await startTestInternet({ isAllowed: () => true });
  permissive.answers.set("inside.example", [["127.0.0.1"]]);
  Object.assign(permissive.rights, { declared: ["inside.example"], approved: ["inside.example"] });
  const open = await startLiveApis({ outbound: permissive.deps });
  const id = await open.deploy(guestBundle(`return (await fetch("http://inside.example/")).text();`));
  assert.deepEqual([(await open.call(id)).body, permissive.canaryHits()], ['"canary"', 1]);
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
