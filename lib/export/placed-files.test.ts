import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { placeProject } from "../../supabase/tests/exported-project.ts";
import { placedFiles } from "./placed-files.ts";

const COMPILER_OPTIONS = {
  ...{ target: "es2024", lib: ["es2024", "dom", "dom.iterable"], module: "esnext", moduleResolution: "bundler", types: ["node"], noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
  ...{ strict: true, noUncheckedIndexedAccess: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true },
};

test("every file of an export finds what it imports there, with the types that it needs, and nothing of the platform's folders", async (context: TestContext) => {
  const project = placeProject({ ...Object.fromEntries(placedFiles()), "package.json": JSON.stringify({ type: "module", scripts: { check: "node_modules/.bin/tsc -p tsconfig.json" } }) }, true);
  context.after(() => project.remove());
  writeFileSync(path.join(project.folder, "tsconfig.json"), JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ["adapter"] }));
  await project.npm("run", "check");
  for (const [name, text] of placedFiles()) assert.doesNotMatch(text, /from "#|process\.cwd\(\)|\/work\//, name);
});
