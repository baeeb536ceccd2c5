import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import type { UsageEvent } from "#lib/db/gateway-db.ts";
import { newUuid } from "#lib/id.ts";
import { createLog } from "#lib/log.ts";
import type { DiskCalls } from "./spool-disk.ts";
import { UsageSpool, type UsageSpoolOptions } from "./usage-spool.ts";

let directory: string;
let stored: string[];
let isDown: boolean;
let logged: string[];
let fails: NodeJS.ErrnoException | null;
let freeBytes: number;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "spool-"));
  [stored, isDown, logged, fails, freeBytes] = [[], false, [], null, Number.MAX_SAFE_INTEGER];
});
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

const event = (requestId: string): UsageEvent => ({
  id: newUuid(), apiId: "api_0123456789abcdef", keyId: null, versionId: null, requestId, method: "GET", path: "/", statusCode: 200, responseTimeMs: 1, requestSizeBytes: 0, responseSizeBytes: 2,
  isBilled: true, isCold: false, createdAt: "2026-11-21T00:00:00.000Z",
});
const refuse = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });
/** Takes half of what it is given, then fails. */
const disk: DiskCalls = {
  ...fs,
  writeSync: ((fd: number, bytes: Buffer, from: number) => {
    if (!fails) return fs.writeSync(fd, bytes, from);
    if (from > 0) throw fails;
    return fs.writeSync(fd, bytes, 0, Math.ceil(bytes.length / 2));
  }) as typeof fs.writeSync,
  statfsSync: (() => ({ blocks: 1, bsize: 1, bavail: freeBytes })) as unknown as typeof fs.statfsSync,
};
const open = (options: Partial<UsageSpoolOptions> = {}) => new UsageSpool({
  directory, processName: "gateway", disk, log: createLog("test", "info", (line) => logged.push((JSON.parse(line) as { event: string }).event)), flushEveryMs: 60_000, lookEveryMs: 60_000,
  recordUsage: async (records) => {
    if (isDown) throw new Error("down");
    stored.push(...records.map((record) => (JSON.parse(record) as UsageEvent).requestId));
  },
  ...options,
});
const lookNow = async (spool: UsageSpool, holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
  return spool.refusal;
};

test("two gateways on one directory never touch each other's records; what one leaves, the next stores, once, and no file stays", async () => {
  isDown = true;
  const [one, other] = [open(), open()];
  await Promise.all([one.append(event("one")), other.append(event("other"))]);
  isDown = false;
  await other.flush();
  assert.deepEqual(stored, ["other"]);
  isDown = true;
  await one.close();
  await other.close();
  isDown = false;
  await open().close();
  assert.deepEqual([stored, fs.readdirSync(directory)], [["other", "one"], []]);
});

test("the folder of a gateway that was killed is adopted by one that runs, its torn last line left out; while its process lives, not", async () => {
  const script = path.join(directory, "owner.ts");
  fs.writeFileSync(script, `import { claimNewFolder } from ${JSON.stringify(path.join(import.meta.dirname, "spool-folders.ts"))};
    const kept = claimNewFolder(process.argv[2], "gateway"); process.send(kept.path); setInterval(() => kept, 1000);`);
  const spools = path.join(directory, "spools");
  const owner = fork(script, [spools], { execArgv: ["--disable-warning=ExperimentalWarning"] });
  const [folder] = (await once(owner, "message")) as [string];
  fs.writeFileSync(path.join(folder, "000000000000001-00000001.ndjson"), `${JSON.stringify(event("left"))}\n{"id":"to`);
  await open({ directory: spools }).close();
  assert.deepEqual(stored, []);
  owner.kill("SIGKILL");
  await once(owner, "exit");
  await open({ directory: spools }).close();
  assert.deepEqual([stored, fs.readdirSync(spools)], [["left"], []]);
});

for (const code of ["ENOSPC", "EDQUOT", "EIO", "EROFS"]) {
  test(`${code}: the record that hits it is refused and leaves nothing, later ones are refused at once, and all is well when the disk is`, async () => {
    isDown = true;
    const spool = open({ lookEveryMs: 1 });
    await spool.append(event("before"));
    fails = refuse(code);
    await assert.rejects(Promise.all([spool.append(event("half a")), spool.append(event("half b"))]), new RegExp(code));
    assert.match(spool.refusal ?? "", new RegExp(code));
    await assert.rejects(spool.append(event("refused")), new RegExp(code));
    fails = null;
    assert.equal(await lookNow(spool, () => spool.refusal === null), null);
    await spool.append(event("after"));
    await spool.close();
    assert.deepEqual(logged.filter((line) => line.startsWith("gateway.spool")), ["gateway.spool_refuses", "gateway.spool_takes_again"]);
    isDown = false;
    await open().close();
    assert.deepEqual(stored, ["before", "after"]);
  });
}

test("a disk that refuses from the beginning keeps nobody from starting: calls are refused until it takes records", async () => {
  fails = refuse("EROFS");
  const spool = open({ lookEveryMs: 1 });
  assert.match(spool.refusal ?? "", /EROFS/);
  fails = null;
  await lookNow(spool, () => spool.refusal === null);
  await spool.append(event("after"));
  await spool.close();
  assert.deepEqual(stored, ["after"]);
});

test("a disk with too little left refuses before it is full, and takes again with more", async () => {
  const spool = open({ lookEveryMs: 1, minFreeBytes: 1_000 });
  assert.equal(spool.refusal, null);
  freeBytes = 999;
  await lookNow(spool, () => spool.refusal !== null);
  await assert.rejects(spool.append(event("refused")), /less than 1000 bytes left/);
  freeBytes = 1_000;
  await lookNow(spool, () => spool.refusal === null);
  await spool.append(event("after"));
  await spool.close();
  assert.deepEqual(stored, ["after"]);
});

test("a full spool refuses, keeps what it has, and takes again once the database took some; a small segment more is its bound", async () => {
  isDown = true;
  const spool = open({ maxBytes: 3_000, segmentBytes: 1_000 });
  let kept = 0;
  await assert.rejects(async () => {
    for (;; kept += 1) await spool.append(event(`kept ${kept}`));
  }, /full/);
  assert.ok(kept > 5 && spool.bytes < 3_500, `${kept} records, ${spool.bytes} bytes`);
  isDown = false;
  await spool.flush();
  assert.deepEqual([spool.refusal, spool.bytes], [null, 0]);
  await spool.append(event("after"));
  await spool.close();
  assert.deepEqual([stored.length, new Set(stored).size, stored.at(-1)], [kept + 1, kept + 1, "after"]);
});

test("a damaged segment holds up no other, and is told", async () => {
  fs.mkdirSync(path.join(directory, "dead", "000000000000001-00000001.ndjson"), { recursive: true });
  const spool = open();
  await spool.append(event("fine"));
  await spool.close();
  assert.deepEqual([stored, logged], [["fine"], ["gateway.usage_waits"]]);
});
