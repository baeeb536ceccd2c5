import { catalogue } from "#lib/blueprints/catalogue.ts";
import { AppError } from "#lib/errors.ts";
import { apiOfBlueprint } from "#lib/generation/api-of-blueprint.ts";
import { buildBundle } from "#lib/generation/build.ts";
import { contractTest } from "#lib/generation/contract-test.ts";
import type { GeneratedApi } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import type { ContractTestResult } from "#lib/versions/schema.ts";
import { formatTable } from "./format-table.ts";
import { withSandbox } from "./with-sandbox.ts";

const DESCRIPTIONS = ["Manage books with title, author and year", "books with unique title, author and year", "authors with name, email and country and books with title, author, year, price and status either available, lent or lost"];

/** What the platform's own tests of each API are and cost. Failing ones are printed in full. */
export async function derivedTable([only]: readonly string[]): Promise<string> {
  const apis: { name: string; api: GeneratedApi }[] = [
    ...catalogue.map((blueprint) => ({ name: blueprint.id, api: apiOfBlueprint(blueprint) })),
    ...DESCRIPTIONS.map((name) => ({ name, api: buildResources(name) })),
  ].filter(({ name }) => only === undefined || name.includes(only));
  const rows = [["API", "contract tests", "requests", "ms", "derived tests", "requests", "ms", "failed"]];
  const failures: string[] = [];
  await withSandbox(async (runtime) => {
    for (const { name, api } of apis) {
      const { bundle } = await buildBundle(api.files, runtime);
      const results: ContractTestResult[] = [];
      const marks = { start: 0, derived: 0, end: 0 };
      try {
        for await (const event of contractTest(bundle, api.contractTests, runtime, new AbortController().signal)) {
          marks.start ||= performance.now();
          if (event.type !== "test") continue;
          if (event.result.origin !== "derived") marks.derived = performance.now();
          marks.end = performance.now();
          results.push(event.result);
        }
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (results.every(({ status }) => status === "passed")) failures.push(`${name}: ${error.message}`);
      }
      const failed = results.filter(({ status }) => status === "failed");
      failures.push(...failed.map((result) => `${name}: ${result.name}: ${result.reason ?? ""}\n    ${result.failure?.request.replaceAll("\n", "\n    ") ?? ""}\n    → ${result.failure?.reply.replaceAll("\n", "\n    ") ?? ""}`));
      const [own, derived] = [results.filter(({ origin }) => origin !== "derived"), results.filter(({ origin }) => origin === "derived")];
      const sum = (list: ContractTestResult[]): string => String(list.reduce((total, { requests }) => total + requests, 0));
      rows.push([name, String(own.length), sum(own), (marks.derived - marks.start).toFixed(0), String(derived.length), sum(derived), (marks.end - marks.derived).toFixed(0), String(failed.length)]);
    }
  });
  return [formatTable(rows), ...failures].join("\n");
}
