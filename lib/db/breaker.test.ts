import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createBreaker, type Breaker } from "./breaker.ts";

let now: number;
let asked: number;
let silent: number;
let breaker: Breaker;
beforeEach(() => {
  [now, asked, silent] = [0, 0, 0];
  breaker = createBreaker({ clock: { now: () => now }, onSilent: () => (silent += 1), random: () => 0 });
});

const refused = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const fromPostgres = (code: string) => Object.assign(new Error(code), { name: "PostgresError", code });
const answers = async () => (asked += 1);
const fails = (error: Error) => async () => {
  asked += 1;
  throw error;
};
const hangs = () => (asked += 1, new Promise<never>(() => {}));

test("an outage of a minute is asked about once a second at most, however many want to know, and ends with the first answer", async () => {
  for (now = 0; now < 60_000; now += 5) await assert.rejects(breaker.run(fails(refused()), 100), /ECONNREFUSED/);
  assert.ok(asked >= 60 && asked <= 64, `${asked} questions`);
  now += 1_000;
  const before = asked;
  assert.deepEqual((await Promise.all([1, 2, 3].map(() => breaker.run(answers, 100)))).length, 3);
  assert.equal(asked, before + 3);
});

test("after one lost connection the next question is asked at once, and the others wait for its answer instead of failing", async () => {
  await assert.rejects(breaker.run(fails(refused()), 100));
  assert.deepEqual((await Promise.allSettled(Array.from({ length: 20 }, () => breaker.run(answers, 100)))).filter(({ status }) => status === "rejected"), []);
});

test("what Postgres itself answers is no outage, unless it says that it takes nobody", async () => {
  for (const code of ["22P02", "23505", "42501", "57014", "55P03", "40001"]) await assert.rejects(breaker.run(fails(fromPostgres(code)), 100), { code });
  assert.equal(asked, 6);
  for (const code of ["53300", "57P03", "57P01", "08006"]) {
    now += 1_000;
    await assert.rejects(breaker.run(fails(fromPostgres(code)), 100), { code });
  }
  await assert.rejects(breaker.run(answers, 100), { code: "08006" });
  now += 1_000;
  await assert.rejects(breaker.run(fails(fromPostgres("57014")), 100), { code: "57014" });
  assert.equal(await breaker.run(answers, 100), 12);
});

test("a Postgres that hangs is waited for by one question at a time, and its connections are given up when it stays silent", async () => {
  await assert.rejects(Promise.all([1, 2, 3].map(() => breaker.run(hangs, 5))), /within 5 ms/);
  assert.deepEqual([asked, silent], [3, 0]);
  const probes = [1, 2, 3].map(() => breaker.run(hangs, 5));
  await Promise.allSettled(probes);
  assert.deepEqual([asked, silent], [4, 1]);
  now += 1_000;
  assert.equal(await breaker.run(answers, 5), 5);
});
