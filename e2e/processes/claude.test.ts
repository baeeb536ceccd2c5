import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { generatedApiSchema } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import { buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { claudeResultInput } from "#lib/generation/claude-result-input.ts";
import { type Product, removeProductData, startProduct } from "../fixtures/product.ts";
import { type ScriptedClaude, startScriptedClaude } from "../fixtures/scripted-claude.ts";

/** The whole product with a key for Claude, which is a script here: what it answers goes through the same gate. */
const plants = generatedApiSchema.parse(buildResources("Manage plants with name and height"));
const deliver = (changes: Partial<typeof plants> = {}) => ({ kind: "tool" as const, name: "deliver_api", input: claudeResultInput({ ...plants, ...changes }) });
const main = plants.files["main.ts"] ?? "";

let claude: ScriptedClaude;
let product: Product;
let token: string;

before(async () => {
  claude = await startScriptedClaude([
    deliver(),
    deliver({ files: { "main.ts": main.replace(", 201)", ', "201")') } }),
    deliver({ files: { "main.ts": `import fs from "node:fs";\n${main}` } }),
    deliver({ contractTests: [{ name: "Plants can fly", steps: [{ request: { method: "GET", path: "/plants/fly" }, expect: { status: 200 } }] }] }),
    { kind: "cut", name: "deliver_api", input: claudeResultInput(plants) },
  ]);
  product = await startProduct({ env: { ANTHROPIC_API_KEY: "sk-ant-scripted", ANTHROPIC_BASE_URL: claude.url } });
  token = (await makeAccount(product.url)).accessToken;
});
after(async () => {
  await product.stop();
  await claude.close();
  removeProductData(product);
});

test("what Claude delivers goes live after its tests passed, and answers calls", async () => {
  const { status, body } = await buildApi(product.url, token, "Manage plants with name and height");
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.generator, "claude");
  assert.equal((await callApi(body, "POST", "/plants", { name: "Fern", height: 0.4 })).status, 201);
});

for (const [what, words] of [["a type error", /main\.ts/], ["an import that is not allowed", /node:fs/], ["a contract test that fails", /Plants can fly/], ["a stream that is cut", /broke off|can't be reached/]] as const) {
  test(`${what} never goes live: the build fails with the reason`, async () => {
    const { status, body } = await buildApi(product.url, token, "Manage plants with name and height");
    assert.notEqual(status, 200);
    assert.match(body.message ?? "", words);
    const list = (await (await fetch(`${product.url}/api/v1/apis`, { headers: { Authorization: `Bearer ${token}` } })).json()) as { items: unknown[] };
    assert.equal(list.items.length, 1);
  });
}

test("the model's key is in no output of the product", () => {
  assert.doesNotMatch(product.output(), /sk-ant-scripted/);
});
