import { catalogue } from "#lib/blueprints/catalogue.ts";
import { apiOfBlueprint } from "#lib/generation/api-of-blueprint.ts";
import { buildBundle } from "#lib/generation/build.ts";
import { fuzzApi } from "#lib/generation/derived-tests/fuzz-api.ts";
import { jsonSchema } from "#lib/versions/schema.ts";
import { withScratch } from "../supabase/tests/with-scratch.ts";
import { formatTable } from "./format-table.ts";
import { withSandbox } from "./with-sandbox.ts";

const COUNT = 200;

/** Fuzzed requests against every blueprint, the same each time: no reply may be a 5xx, and each success is what the document says. */
export async function fuzzTable([only]: readonly string[]): Promise<string> {
  const rows = [["Blueprint", "requests", "2xx", "3xx", "4xx", "5xx", "not as documented", "ms"]];
  const findings: string[] = [];
  await withSandbox(async (runtime) => {
    for (const blueprint of catalogue.filter(({ id }) => only === undefined || id === only)) {
      const { files, contractTests } = apiOfBlueprint(blueprint);
      const { bundle } = await buildBundle(files, runtime);
      await withScratch(bundle, runtime, async (scratch) => {
        const document = jsonSchema.parse(JSON.parse((await scratch.fetch({ method: "GET", path: "/openapi.json" })).body));
        const startedAt = performance.now();
        const { byStatus, broken, unfit } = await fuzzApi(scratch, document, contractTests, COUNT);
        rows.push([blueprint.id, String(COUNT), ...["2xx", "3xx", "4xx", "5xx"].map((group) => String(byStatus.get(group) ?? 0)), String(unfit.length), (performance.now() - startedAt).toFixed(0)]);
        findings.push(...[...broken, ...unfit].map((finding) => `${blueprint.id}: ${finding}`));
      });
    }
  });
  return [formatTable(rows), ...findings].join("\n");
}
