import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { unpackProject } from "../../supabase/tests/exported-project.ts";
import { answersOf, assertSame, sendOver, startExportWorld, type ExportWorld } from "../../supabase/tests/export-world.ts";

let world: ExportWorld;
before(async () => {
  world = await startExportWorld();
});
after(() => world.close());

test("an exported API passes its tests outside, on Node and as a Worker, and answers there and imported again as where it came from", async (context: TestContext) => {
  const apiId = await world.build("bookings");
  const tests = await world.testsOf(apiId);
  await answersOf(tests.slice(0, 2), world.sendTo(apiId));
  const zip = await world.export(apiId, true);
  context.diagnostic(`${Math.round(zip.length / 1024)} KB`);
  const project = unpackProject(zip, true);
  context.after(() => project.remove());
  assert.match(await project.npm("test"), new RegExp(`pass ${tests.length}\\b`));
  assert.match(await project.npm("run", "load-data"), /\d+ documents/);
  const onNode = await project.start(world.consumerOf(apiId));
  context.after(() => onNode.stop());
  await project.npm("run", "build:worker");
  const asWorker = await project.startWorker(world.consumerOf(apiId));
  context.after(() => asWorker.stop());
  assert.match(await project.npm("run", "load-data", "--", asWorker.url), /\d+ documents/);
  const again = await world.import(zip, true);
  const asked = tests.slice(2, 7);
  const expected = await answersOf(asked, world.sendTo(apiId));
  assertSame(await answersOf(asked, sendOver(onNode.url, onNode.key)), expected);
  assertSame(await answersOf(asked, sendOver(asWorker.url, asWorker.key)), expected);
  assertSame(await answersOf(asked, world.sendTo(again)), expected);
});
