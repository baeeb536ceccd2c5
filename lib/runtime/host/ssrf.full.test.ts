import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openSsrfStage, REBINDING, SPELLINGS, type SsrfStage } from "../../../supabase/tests/ssrf-stage.ts";

let stage: SsrfStage;
before(async () => {
  stage = await openSsrfStage();
});
beforeEach(() => {
  stage.internet.strays.length = 0;
});
after(() => stage.close());

/** And whether `fetch` takes it: then the approved host answers. */
const SCHEMES: Record<string, boolean> = { "http://": true, "https://": true, "HTTP://": true, "http:": true, "http:\\\\": true, "//": false, "ws://": false, "ftp://": false, "blob:http://": false, "view-source:http://": false };
const PORTS = ["", ":80", ":443", ":22", ":5432", ":0", ":00080", ":65616"];
const STATUSES = [301, 302, 303, 307, 308];
/** Around a host, as parsers disagree about it. */
const AROUND: readonly ((host: string) => string)[] = [
  (host) => ` http://${host}/ `, (host) => `ht\ntp://${host}/`, (host) => `http://\t${host}/`, (host) => `http://user:secret@${host}/`, (host) => `http://known.example@${host}/`, (host) => `http://known.example:80@${host}:80/`,
  (host) => `http://${host}#@known.example/`, (host) => `http://${host}?@known.example/`, (host) => `http://${host}\\@known.example/`, (host) => `http://known.example\\@${host}/`, (host) => `http://${host}./`, (host) => `http://.${host}/`,
  (host) => `http:///${host}/`, (host) => `http://known.example/../..//${host}/`, (host) => `http://${host}%2eknown.example/`, (host) => `http://${host}%23@known.example/`, (host) => `http://${encodeURIComponent(host)}/`,
];

const approvedOnly = async (targets: readonly string[]): Promise<string[]> => {
  const outcomes = await stage.fetchAll(targets);
  stage.assertNothingReached(targets, outcomes);
  return outcomes;
};

for (const [scheme, isTaken] of Object.entries(SCHEMES)) {
  test(`no spelling reaches anything inside after ${JSON.stringify(scheme)}, at any port`, async () => {
    const outcomes = await approvedOnly(SPELLINGS.flatMap((host) => PORTS.map((port) => `${scheme}${host}${port}/`)));
    assert.equal(outcomes.includes("answered 200 upstream"), isTaken);
  });
}

test("no spelling reaches anything inside with something around it that parsers disagree about", async () => {
  await approvedOnly(SPELLINGS.flatMap((host) => AROUND.map((around) => around(host))));
});

for (const status of STATUSES) {
  test(`no spelling reaches anything inside by a ${status}, whole, without a scheme, from https or after another one; the approved host itself is reached`, async () => {
    const to = (host: string): string[] => {
      const [plain, bare] = [stage.redirect(`http://${host}/`, status), stage.redirect(`//${host}/`, status)];
      return [plain, bare, plain.replace("http:", "https:"), stage.redirect(plain, status), stage.redirect(`https://${host}:443/`, status)];
    };
    await approvedOnly(SPELLINGS.flatMap(to));
    assert.deepEqual(new Set(await approvedOnly(to("known.example"))), new Set(["answered 200 upstream"]));
  });

  test(`no name that turns reaches anything inside by a ${status}`, async () => {
    for (const { host, address } of REBINDING) stage.internet.answers.set(host, [["93.184.215.14"], [address]]);
    const outcomes = await approvedOnly(REBINDING.flatMap(({ host }) => [stage.redirect(`http://${host}/`, status), stage.redirect(`http://${host}/`, status)]));
    assert.ok(outcomes.every((outcome, index) => (outcome === "answered 200 upstream") === (index % 2 === 0)), "the approved host answers once, before the name turns");
  });
}
