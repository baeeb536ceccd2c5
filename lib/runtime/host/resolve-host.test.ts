import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { isIPv4 } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { EgressRefused } from "./egress.ts";
import { isPublicAddress } from "./public-address.ts";
import { createResolveHost, publicAddresses, type ResolveHost } from "./resolve-host.ts";

const [A, AAAA] = [1, 28];
let server: Socket;
let resolve: ResolveHost;
/** What the name server answers, one entry a question of its kind; the last stays. */
let script: Record<string, string[][]> = {};
let asked: string[] = [];

before(async () => {
  server = createSocket("udp4", (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const labels: string[] = [];
    for (let at = 12; query[at]; at += (query[at] ?? 0) + 1) labels.push(query.toString("latin1", at + 1, at + 1 + (query[at] ?? 0)));
    const kind = query.readUInt16BE(end - 4);
    const key = `${labels.join(".")} ${kind === A ? "A" : kind === AAAA ? "AAAA" : kind}`;
    asked.push(key);
    const left = script[key] ?? [[]];
    const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    for (const [index, count] of [1, addresses.length, 0, 0].entries()) header.writeUInt16BE(count, 4 + 2 * index);
    server.send(Buffer.concat([header, query.subarray(12, end), ...addresses.map(answer)]), from.port, from.address);
  });
  await new Promise<void>((ready) => server.bind(0, "127.0.0.1", ready));
  resolve = createResolveHost([`127.0.0.1:${server.address().port}`]);
});
after(() => server.close());
beforeEach(() => void ([script, asked] = [{}, []]));

/** A record for the name of the question, that nobody may keep. */
function answer(address: string): Buffer {
  const data = isIPv4(address) ? Buffer.from(address.split(".").map(Number)) : Buffer.from(address.split(":").map((group) => group.padStart(4, "0")).join(""), "hex");
  const head = Buffer.alloc(12);
  for (const [at, value] of [[0, 0xc00c], [2, data.length === 4 ? A : AAAA], [4, 1], [10, data.length]] as const) head.writeUInt16BE(value, at);
  return Buffer.concat([head, data]);
}
const check = (host: string) => publicAddresses(host, resolve, (address) => isPublicAddress(address, []));

test("a name is asked for once in each family, and all of its addresses come", async () => {
  script = { "api.example.com A": [["93.184.215.14", "1.1.1.1"]], "api.example.com AAAA": [["2606:4700:4700:0:0:0:0:1111"]] };
  assert.deepEqual((await check("api.example.com")).toSorted(), ["1.1.1.1", "2606:4700:4700::1111", "93.184.215.14"]);
  assert.deepEqual(asked.toSorted(), ["api.example.com A", "api.example.com AAAA"]);
});

test("one address inside, in either family, refuses the name; a name without addresses does not exist", async () => {
  const inside = (words: RegExp) => (error: unknown) => error instanceof EgressRefused && words.test(error.message);
  for (const answers of [{ A: ["93.184.215.14", "127.0.0.1"], AAAA: [] }, { A: ["93.184.215.14"], AAAA: ["0:0:0:0:0:ffff:7f00:1"] }, { A: [], AAAA: ["fd00:ec2:0:0:0:0:0:254"] }, { A: ["169.254.169.254"], AAAA: [] }]) {
    script = { "bad.example.com A": [answers.A], "bad.example.com AAAA": [answers.AAAA] };
    await assert.rejects(check("bad.example.com"), inside(/leads to an address that is not public/));
  }
  await assert.rejects(check("none.example.com"), inside(/has no address/));
});

test("a name that turns inside with its second answer is refused then, and is nowhere kept", async () => {
  script = { "turn.example.com A": [["93.184.215.14"], ["10.0.0.1"]] };
  assert.deepEqual(await check("turn.example.com"), ["93.184.215.14"]);
  await assert.rejects(check("turn.example.com"), EgressRefused);
});

test("names of this machine's own files are not known", async () => {
  assert.deepEqual(await resolve("localhost.localdomain"), []);
  assert.deepEqual(asked.toSorted(), ["localhost.localdomain A", "localhost.localdomain AAAA"]);
});
