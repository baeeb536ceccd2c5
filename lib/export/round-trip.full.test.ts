import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { unpackProject } from "../../supabase/tests/exported-project.ts";
import { answersOf, assertSame, sendOver, startExportWorld, type ExportWorld } from "../../supabase/tests/export-world.ts";

let world: ExportWorld;
before(async () => {
  world = await startExportWorld();
});
after(() => world.close());

/** Blueprints, and what the resource builder makes: references, unique values, sums, things that belong to people. */
const APIS = [
  "expenses",
  "habit-tracker",
  "inventory",
  "authors with name and books with title, author and year. No two books can have the same title",
  "loans with book, borrower, due date and returned; show overdue loans",
];

for (const what of APIS) {
  test(`"${what}" installs, starts and passes its tests outside, and is the same there and imported again`, async (context: TestContext) => {
    const apiId = await world.build(what);
    const tests = await world.testsOf(apiId);
    await answersOf(tests.slice(0, 3), world.sendTo(apiId));
    const zip = await world.export(apiId, true);
    const project = unpackProject(zip, false);
    context.after(() => project.remove());
    const startedAt = performance.now();
    await project.npm("install", "--no-audit", "--no-fund");
    const installedAt = performance.now();
    assert.match(await project.npm("test"), new RegExp(`pass ${tests.length}\\b`));
    const testedAt = performance.now();
    await project.npm("run", "load-data");
    const onNode = await project.start(world.consumerOf(apiId));
    context.after(() => onNode.stop());
    const again = await world.import(zip, true);
    const expected = await answersOf(tests, world.sendTo(apiId));
    assertSame(await answersOf(tests, sendOver(onNode.url, onNode.key)), expected);
    assertSame(await answersOf(tests, world.sendTo(again)), expected);
    context.diagnostic(`${Math.round(zip.length / 1024)} KB, installed in ${Math.round(installedAt - startedAt)} ms, ${tests.length} tests in ${Math.round(testedAt - installedAt)} ms, ${expected.length} answers compared three times`);
  });
}
