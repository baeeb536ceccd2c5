import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readEvents } from "#components/generation/read-events.ts";
import { claudeResultInput } from "#lib/generation/claude-result-input.ts";
import { generatedApiSchema } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import { callApi, makeAccount } from "../fixtures/account.ts";
import { type Product, removeProductData, startProduct, until } from "../fixtures/product.ts";
import { type ScriptedClaude, startScriptedClaude } from "../fixtures/scripted-claude.ts";

/** Builds that outlive what happens to the processes, in the whole product, with a Claude that is a script: it falls silent half-way until it is asked again. */
const plants = claudeResultInput(generatedApiSchema.parse(buildResources("Manage plants with name and height")));
const PROMPT = "Manage plants with name and height";
const QUESTION = { question: "Which plants?", choices: [{ label: "Indoor", means: "House plants" }, { label: "Garden", means: "Garden plants" }] };

let claude: ScriptedClaude;
let product: Product;
let token: string;
let next: "stall" | "deliver" | "ask" = "stall";

before(async () => {
  claude = await startScriptedClaude(() => {
    const now = next;
    next = "deliver";
    if (now === "ask") return { kind: "tool", name: "ask_question", input: QUESTION };
    return now === "stall" ? { kind: "stall", name: "deliver_api", input: plants } : { kind: "tool", name: "deliver_api", input: plants };
  });
  product = await startProduct({ env: { ANTHROPIC_API_KEY: "sk-ant-scripted", ANTHROPIC_BASE_URL: claude.url, CLAUDE_CACHE_DAYS: "0" } });
  token = (await makeAccount(product.url)).accessToken;
});
after(async () => {
  await product.stop();
  await claude.close();
  removeProductData(product);
});

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${product.url}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", Accept: "text/event-stream", ...init.headers } });
const start = () => call("/api/generate", { method: "POST", body: JSON.stringify({ prompt: PROMPT }) });

interface Seen {
  id: number;
  type: string;
  data: string;
}
/** Reads on until the stream ends, however it ends, or `isEnough`. */
async function read(response: Response, seen: Seen[], isEnough: (type: string) => boolean = () => false): Promise<void> {
  try {
    for await (const { id, event, data } of readEvents(response.body ?? new ReadableStream())) {
      if (id !== null) seen.push({ id, type: event, data });
      if (isEnough(event)) return;
    }
  } catch {
    // the connection was cut with the process
  }
}
const assertGapless = (seen: Seen[]): void => assert.deepEqual(seen.map(({ id }) => id), seen.map((_entry, index) => index + 1));

test("cancelling ends the model's request and every stream of the build, and nothing is live", async () => {
  next = "stall";
  const response = await start();
  const id = response.headers.get("x-generation-id") ?? "";
  const [mine, second]: [Seen[], Seen[]] = [[], []];
  await read(response, mine, (type) => type === "code");
  const tab = read(await call(`/api/v1/generations/${id}/events`), second);
  assert.equal((await call(`/api/v1/generations/${id}/cancel`, { method: "POST" })).status, 200);
  await Promise.all([claude.left(), tab]);
  assertGapless(second);
  assert.equal(second.at(-1)?.type, "failed");
  assert.equal((await call(`/api/v1/generations/${id}/cancel`, { method: "POST" })).status, 409);
  assert.deepEqual(((await (await call("/api/v1/apis")).json()) as { items: unknown[] }).items, []);
});

test("kill -9 of web in the middle of a build: the next web begins it again, and two tabs that come back see every event once, to live", async () => {
  next = "stall";
  const response = await start();
  const id = response.headers.get("x-generation-id") ?? "";
  const tabs: [Seen[], Seen[]] = [[], []];
  await read(response, tabs[0], (type) => type === "code");
  const second = read(await call(`/api/v1/generations/${id}/events`), tabs[1]);
  const pid = product.pids()["web"];
  process.kill(pid ?? 0, "SIGKILL");
  await second;
  await Promise.all(tabs.map((seen) => until("the stream has its end", async () => {
    const again = await call(`/api/v1/generations/${id}/events`, { headers: { "Last-Event-ID": String(seen.at(-1)?.id ?? 0) } });
    if (again.status === 200) await read(again, seen);
    return ["live", "failed"].includes(seen.at(-1)?.type ?? "");
  }, 60_000)));
  for (const seen of tabs) {
    assertGapless(seen);
    assert.equal(seen.filter(({ type }) => type === "restarted").length, 1);
    assert.equal(seen.at(-1)?.type, "live", seen.at(-1)?.data);
  }
  assert.deepEqual(tabs[0], tabs[1]);
  const generation = (await (await call(`/api/v1/generations/${id}`)).json()) as { status: string; restarts: number; result: { url: string; apiId: string } };
  assert.deepEqual([generation.status, generation.restarts], ["live", 1]);
  const key = (await (await call("/api/v1/keys", { method: "POST", body: JSON.stringify({ kind: "call", name: "First", apiId: generation.result.apiId }) })).json()) as { secret: string };
  assert.equal((await callApi({ url: generation.result.url, key: key.secret }, "POST", "/plants", { name: "Fern", height: 0.4 })).status, 201);
});

test("a question of the model is answered from another tab, and the build goes on to live", async () => {
  next = "ask";
  const response = await start();
  const id = response.headers.get("x-generation-id") ?? "";
  const seen: Seen[] = [];
  const reading = read(response, seen);
  const answer = await until("the answer is taken", async () => {
    const reply = await call(`/api/v1/generations/${id}/answer`, { method: "POST", body: JSON.stringify({ answer: "Garden" }) });
    return reply.status === 200 && reply;
  });
  assert.equal(answer.status, 200);
  await reading;
  assertGapless(seen);
  assert.ok(seen.some(({ type, data }) => type === "answer" && data.includes("Garden")));
  assert.equal(seen.at(-1)?.type, "live", seen.at(-1)?.data);
});
