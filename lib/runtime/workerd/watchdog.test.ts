import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "#lib/log.ts";
import type { RuntimeProcess } from "./runtime-process.ts";
import { NICE } from "./pulse.ts";
import { createWatchdog, WATCHDOG_LIMITS } from "./watchdog.ts";

/** One watched process whose CPU time, memory and answers the test decides. */
function world() {
  const is = { cpuMs: 5, memoryBytes: 60 << 20, openFiles: 20 as number | null, isKilled: false, nice: 0, pings: [] as ((isAnswered: boolean) => void)[], reads: 0, openReaders: 0 };
  const ended = Promise.withResolvers<string>();
  let tick = () => {};
  const process: RuntimeProcess = {
    uid: null, directory: "/r", apiSocket: "/r/d", pingSocket: "/r/p", hostSocket: "/r/h", controlSocket: "/r/c", start: async () => {}, workerdPid: () => 7, retire: () => {},
    kill() {
      is.isKilled = true;
      ended.resolve("");
    },
    hasExited: () => is.isKilled, exited: ended.promise,
  };
  const watchdog = createWatchdog(createLog("test", "error", () => {}), WATCHDOG_LIMITS, {
    openReader() {
      is.openReaders += 1;
      return { read: () => (is.reads++, { cpuMs: is.cpuMs, memoryBytes: is.memoryBytes }), openFiles: () => is.openFiles, close: () => void (is.openReaders -= 1) };
    },
    ping: (_socketPath, onEnd) => void is.pings.push(onEnd),
    setPriority: (_pid, nice) => void (is.nice = nice),
    every: (_ms, work) => ((tick = work), () => (tick = () => {})),
  });
  /** Looks pass, in each of which it uses so much CPU time. */
  const pass = (ticks: number, cpuMsEach: number, then: () => void = () => {}) => {
    for (let n = 0; n < ticks && !is.isKilled; n++) {
      is.cpuMs += cpuMsEach;
      then();
      tick();
    }
  };
  return { is, watchdog, process, pass, end: () => ended.resolve("") };
}

const answerAll = (is: { pings: ((isAnswered: boolean) => void)[] }) => is.pings.splice(0).forEach((answer) => answer(true));

test("a runtime that answers no ping is killed within 100 ms over its 300 ms of CPU time, at full speed and on a crowded host", () => {
  for (const cpuMsEach of [20, 13, 7, 1]) {
    const { is, watchdog, process, pass } = world();
    const watched = watchdog.watch(process);
    watched.listens();
    pass(50, 0);
    const before = is.cpuMs;
    pass(1000, cpuMsEach);
    const used = is.cpuMs - before;
    assert.ok(used > 300 && used <= 400, `${used} ms at ${cpuMsEach} ms a look`);
    assert.deepEqual(watched.killed()?.code, "deadline");
    assert.match(watched.killed()?.reason ?? "", /blocked it for more than 300 ms/);
  }
});

test("a ping whose connection fails says nothing: a healthy runtime lives on, and one that is blocked is still found", () => {
  const { is, watchdog, process, pass } = world();
  watchdog.watch(process).listens();
  const fail = () => is.pings.splice(0).forEach((end) => end(false));
  pass(500, 20, fail);
  assert.equal(is.isKilled, false);
  assert.ok(is.pings.length > 0, "it is asked again");
  pass(30, 20);
  assert.equal(is.isKilled, true);
});

test("a runtime under sustained load is never killed for it: neither one that answers, nor one that answers late because a hundred calls take their turns", () => {
  const { is, watchdog, process, pass } = world();
  watchdog.watch(process).listens();
  pass(2000, 20, () => answerAll(is));
  is.openFiles = 120;
  for (let n = 0; n < 20; n++) {
    pass(200, 20);
    answerAll(is);
  }
  assert.equal(is.isKilled, false);
});

test("a blocked runtime is killed however many calls wait at it, later the more there are; where they can't be counted it has a second", () => {
  for (const { openFiles, most } of [{ openFiles: 22, most: 450 }, { openFiles: 40, most: 1400 }, { openFiles: null, most: 1200 }]) {
    const { is, watchdog, process, pass } = world();
    watchdog.watch(process).listens();
    is.openFiles = openFiles;
    const before = is.cpuMs;
    pass(10_000, 20);
    assert.ok(is.isKilled && is.cpuMs - before <= most, `${is.cpuMs - before} ms`);
  }
});

test("too much memory is found at rest, at work and while the code loads; so is code that computes without end while it loads", () => {
  for (const prepare of [() => {}, (watched: { listens(): void }) => watched.listens()]) {
    const { is, watchdog, process, pass } = world();
    const watched = watchdog.watch(process);
    prepare(watched);
    pass(10, 0);
    is.memoryBytes = 257 << 20;
    pass(WATCHDOG_LIMITS.restTicks, 0);
    assert.deepEqual([is.isKilled, watched.killed()?.code], [true, "bad_gateway"]);
    assert.match(watched.killed()?.reason ?? "", /more than 256 MB of memory/);
  }
  const { is, watchdog, process, pass } = world();
  const watched = watchdog.watch(process);
  pass(1000, 20);
  assert.ok(is.isKilled && is.cpuMs < 2600);
  assert.match(watched.killed()?.reason ?? "", /while it loaded/);
});

test("one that computes most of the time yields to its neighbours, and gets its share back when it stops", () => {
  const { is, watchdog, process, pass } = world();
  watchdog.watch(process).listens();
  const [usual, busy, greedy] = NICE.map(({ nice }) => nice);
  pass(40, 1, () => answerAll(is));
  assert.equal(is.nice, usual);
  pass(40, 4, () => answerAll(is));
  assert.equal(is.nice, busy);
  pass(40, 15, () => answerAll(is));
  assert.equal(is.nice, greedy);
  pass(40, 6, () => answerAll(is));
  assert.equal(is.nice, greedy, "a little less is not enough");
  pass(40, 3, () => answerAll(is));
  assert.equal(is.nice, busy);
  pass(200, 1, () => answerAll(is));
  assert.equal(is.nice, usual);
});

test("one whose calls lately ended it begins with the least share, and gets its own once it has rested", () => {
  const { is, watchdog, process, pass } = world();
  watchdog.watch(process).listens(true);
  const [usual, , greedy] = NICE.map(({ nice }) => nice);
  pass(20, 1, () => answerAll(is));
  assert.equal(is.nice, greedy);
  pass(200, 1, () => answerAll(is));
  assert.equal(is.nice, usual);
});

test("one at rest is looked at less often, and one that ended or that the closed watchdog let go leaves no descriptor", async () => {
  const { is, watchdog, process, pass, end } = world();
  watchdog.watch(process).listens();
  pass(3, 0);
  const before = is.reads;
  pass(300, 0);
  assert.equal(is.reads - before, 300 / WATCHDOG_LIMITS.restTicks);
  assert.equal(is.openReaders, 1);
  end();
  await process.exited;
  await Promise.resolve();
  assert.deepEqual([is.openReaders, watchdog.watching()], [0, 0]);
  const other = world();
  other.watchdog.watch(other.process).listens();
  other.watchdog.close();
  assert.deepEqual([other.is.openReaders, other.watchdog.watching()], [0, 0]);
});
