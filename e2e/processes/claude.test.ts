import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { claudeResultInput } from "#lib/generation/claude-result-input.ts";
import { generatedApiSchema } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import { buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { type Product, removeProductData, startProduct } from "../fixtures/product.ts";
import { type Scripted, type ScriptedClaude, startScriptedClaude } from "../fixtures/scripted-claude.ts";

/** The whole product with a key for Claude, which is a script here: what it answers goes through the same gate. */
const plants = generatedApiSchema.parse(buildResources("Manage plants with name and height"));
const main = plants.files["main.ts"] ?? "";
const deliver = (changes: Partial<typeof plants> = {}): Scripted => ({ kind: "tool", name: "deliver_api", input: claudeResultInput({ ...plants, ...changes }) });
const flying = deliver({ contractTests: [...plants.contractTests, { name: "Plants can fly", steps: [{ request: { method: "GET", path: "/plants/fly" }, expect: { status: 200 } }] }] });

/** Description → its answers in order; the last one repeats. */
const SCRIPTS: Record<string, Scripted[]> = {
  "Plants, right at once": [deliver()],
  "Plants, right after a repair": [flying, deliver()],
  "Plants with a type error": [deliver({ files: { "main.ts": main.replace(", 201)", ', "201")') } })],
  "Plants with an import that is not allowed": [deliver({ files: { "main.ts": `import fs from "node:fs";\n${main}` } })],
  "Plants with a contract test that fails": [flying],
  "Plants whose stream is cut": [{ kind: "cut", name: "deliver_api", input: claudeResultInput(plants) }],
  "Plants that the model declines": [{ kind: "text", text: "No.", stopReason: "refusal" }],
};

let claude: ScriptedClaude;
let product: Product;
let token: string;
const asked = new Map<string, number>();

before(async () => {
  claude = await startScriptedClaude((body) => {
    const told = JSON.stringify(body["messages"]);
    const [description = "", answers = []] = Object.entries(SCRIPTS).find(([name]) => told.includes(name)) ?? [];
    const before = asked.get(description) ?? 0;
    asked.set(description, before + 1);
    return answers[Math.min(before, answers.length - 1)] ?? { kind: "status", status: 404, type: "not_found_error" };
  });
  product = await startProduct({ env: { ANTHROPIC_API_KEY: "sk-ant-scripted", ANTHROPIC_BASE_URL: claude.url } });
  token = (await makeAccount(product.url)).accessToken;
});
after(async () => {
  await product.stop();
  await claude.close();
  removeProductData(product);
});

const countApis = async (): Promise<number> => ((await (await fetch(`${product.url}/api/v1/apis`, { headers: { Authorization: `Bearer ${token}` } })).json()) as { items: unknown[] }).items.length;

for (const [description, requests] of [["Plants, right at once", 1], ["Plants, right after a repair", 2]] as const) {
  test(`${description}: goes live after its tests passed, and answers calls`, async () => {
    const { status, body } = await buildApi(product.url, token, description);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.generator, "claude");
    assert.equal((await callApi(body, "POST", "/plants", { name: "Fern", height: 0.4 })).status, 201);
    assert.equal(asked.get(description), requests);
  });
}

const FAILURES: [description: string, words: RegExp, requests: number][] = [
  ["Plants with a type error", /main\.ts/, 2],
  ["Plants with an import that is not allowed", /node:fs/, 2],
  ["Plants with a contract test that fails", /Plants can fly/, 2],
  ["Plants whose stream is cut", /broke in the middle/, 2],
  ["Plants that the model declines", /declined/, 1],
];
for (const [description, words, requests] of FAILURES) {
  test(`${description}: never goes live, and the build says why`, async () => {
    const before = await countApis();
    const { status, body } = await buildApi(product.url, token, description);
    assert.notEqual(status, 200);
    assert.match(body.message ?? "", words);
    assert.deepEqual([await countApis(), asked.get(description)], [before, requests]);
  });
}

test("the model's key is in no output of the product", () => {
  assert.doesNotMatch(product.output(), /sk-ant-scripted/);
});
