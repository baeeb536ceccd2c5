import { catalogue } from "#lib/blueprints/catalogue.ts";
import { AppError } from "#lib/errors.ts";
import { apiOfBlueprint } from "#lib/generation/api-of-blueprint.ts";
import { buildBundle } from "#lib/generation/build.ts";
import { checkSource } from "#lib/generation/check.ts";
import { contractTest } from "#lib/generation/contract-test.ts";
import type { GeneratedApi } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { formatTable } from "./format-table.ts";
import { mutantsOf, type Mutant } from "./mutate.ts";
import { reasonOf } from "./mutant-reasons.ts";
import { withSandbox } from "./with-sandbox.ts";

const DESCRIPTIONS = ["books with unique title, author and year", "authors with name, email and country and books with title, author and year"];
const BLUEPRINTS = ["link-shortener", "key-value-store", "notes"];
const EACH = 42;
const AT_ONCE = 2;
type Stage = "build" | "contract tests" | "derived tests" | "types" | "survived" | "equivalent";
interface Outcome {
  api: string;
  mutant: Mutant;
  stage: Stage;
  by: string;
}

/**
 * Good APIs with one fault each, and which stage of the gate stops it. The types are asked last, only about those that the tests let
 * through: what the table calls stopped by tests, the tests alone stop.
 */
export async function mutantsTable(words: readonly string[]): Promise<string> {
  const apis: [string, GeneratedApi][] = [
    ...DESCRIPTIONS.map((name): [string, GeneratedApi] => [name.startsWith("books") ? "books" : "authors-and-books", buildResources(name)]),
    ...BLUEPRINTS.flatMap((id) => catalogue.filter((blueprint) => blueprint.id === id)).map((blueprint): [string, GeneratedApi] => [blueprint.id, apiOfBlueprint(blueprint)]),
  ];
  const outcomes = await withSandbox(async (runtime) => {
    for (const [name, api] of apis) {
      const whole = await stopOf(api, { operator: "none", line: 0, change: "", source: "" }, runtime);
      if (whole.stage !== "survived") throw new Error(`${name} itself does not pass: ${whole.by}`);
    }
    const queue = apis.filter(([name]) => words.length === 0 || words.includes(name)).flatMap(([name, api]) => choose(mutantsOf(api.files["main.ts"] ?? "")).map((mutant) => ({ name, api, mutant })));
    const done: Outcome[] = [];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { name, api, mutant } = next;
        done.push({ api: name, mutant, ...(await stopOf({ ...api, files: { "main.ts": mutant.source } }, mutant, runtime)) });
        process.stderr.write(`\r${done.length} of ${done.length + queue.length} `);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return done;
  });
  return show(outcomes, process.argv.includes("--json"));
}

async function stopOf(api: GeneratedApi, mutant: Mutant, runtime: RuntimeBackend): Promise<{ stage: Stage; by: string }> {
  try {
    const { bundle } = await buildBundle(api.files, runtime);
    for await (const event of contractTest(bundle, api.contractTests, runtime, new AbortController().signal)) {
      if (event.type === "test" && event.result.status === "failed") return { stage: event.result.origin === "derived" ? "derived tests" : "contract tests", by: event.result.name };
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { stage: error.message.includes("bundled") ? "build" : error.message.includes("describe itself") ? "derived tests" : "contract tests", by: error.message };
  }
  try {
    await checkSource(api.files, runtime);
  } catch (error) {
    return { stage: "types", by: error instanceof Error ? error.message : "" };
  }
  const reason = reasonOf(mutant);
  return reason === null ? { stage: "survived", by: "" } : { stage: "equivalent", by: reason };
}

/** The same ones each time: of each operator in turn, spread over the source. */
function choose(mutants: readonly Mutant[]): Mutant[] {
  const random = seeded(7);
  const byOperator = Object.values(Object.groupBy(mutants, ({ operator }) => operator)).map((list = []) => list.map((mutant) => ({ mutant, key: random() })).sort((a, b) => a.key - b.key).map(({ mutant }) => mutant));
  const chosen: Mutant[] = [];
  while (chosen.length < EACH && byOperator.some((list) => list.length > 0)) for (const list of byOperator) chosen.push(...list.splice(0, 1));
  return chosen.slice(0, EACH);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** `isWhole`: with each mutant. */
function show(outcomes: readonly Outcome[], isWhole: boolean): string {
  const stages: Stage[] = ["contract tests", "derived tests", "build", "types", "survived", "equivalent"];
  const row = (name: string, list: readonly Outcome[]): string[] => {
    const counted = list.filter(({ stage }) => stage !== "equivalent").length;
    const killed = counted - list.filter(({ stage }) => stage === "survived").length;
    return [name, String(list.length), ...stages.map((stage) => String(list.filter((outcome) => outcome.stage === stage).length)), `${((100 * killed) / Math.max(1, counted)).toFixed(0)} %`];
  };
  const table = (of: (outcome: Outcome) => string, title: string): string =>
    formatTable([[title, "mutants", ...stages, "stopped"], ...[...new Set(outcomes.map(of))].map((name) => row(name, outcomes.filter((outcome) => of(outcome) === name))), row("all", outcomes)]);
  const listed = outcomes.filter(({ stage }) => stage === "survived" || stage === "equivalent").map(({ api, mutant, stage, by }) => `${stage}: ${api} main.ts:${mutant.line} ${mutant.operator}: ${mutant.change}${by ? ` (${by})` : ""}`);
  const each = formatTable([["API", "stage", "by", "operator", "line", "change"], ...outcomes.map(({ api, stage, by, mutant: { operator, line, change } }) => [api, stage, by, operator, String(line), change].map((cell) => cell.replaceAll("\n", " ")))]);
  return [table(({ api }) => api, "API"), "", table(({ mutant }) => mutant.operator, "Operator"), "", ...(isWhole ? [each, ""] : []), ...listed.toSorted()].join("\n");
}
