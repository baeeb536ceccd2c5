import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { matchOf } from "#lib/claude/recording.ts";

const directory = mkdtempSync(join(tmpdir(), "prompt-"));
after(() => rmSync(directory, { recursive: true, force: true }));
const root = join(import.meta.dirname, "..");
const recordingFile = (name: string) => join(root, "e2e/fixtures/recordings", name);

/** Runs `npm run prompt` without any setting of Claude. */
function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const settings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ANTHROPIC|CLAUDE)_/.test(name)));
  return new Promise((resolve) => {
    execFile(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, "server/prompt.ts"), ...args], { cwd: root, env: { ...settings, NODE_ENV: "test" }, maxBuffer: 8_000_000 }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
    });
  });
}
function write(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

test("a description prints the request that would be sent, as JSON, without a key", async () => {
  const { code, out, err } = await run("Manage books");
  assert.equal(code, 0);
  const request = JSON.parse(out) as { model: string; stream: boolean };
  assert.deepEqual([request.model, request.stream], ["claude-opus-5-5", true]);
  assert.match(matchOf(request).turns.join(), /Manage books/);
  assert.match(err, /about \d+ tokens/);
});

test("--text prints what the model reads, for people", async () => {
  const { code, out } = await run("Manage books", "--text", "--ask");
  assert.equal(code, 0);
  assert.match(out, /# The contract of an API[\s\S]*--- user\n<description>\nManage books\n<\/description>[\s\S]*ask_question/);
});

for (const args of [[], ["--unknown"], ["one", "two"], ["--reply", "/nowhere.json"]]) {
  test(`${JSON.stringify(args)} is misuse: the usage, and exit code 2`, async () => {
    const { code, err } = await run(...args);
    assert.equal(code, 2);
    assert.match(err, /npm run prompt --/);
  });
}

test("--help explains and succeeds", async () => {
  const { code, out } = await run("--help");
  assert.equal(code, 0);
  assert.match(out, /--reply FILE/);
});

test("--reply runs an answer through the whole gate in a sandbox: it would go live, exit code 0", async () => {
  const { code, out } = await run("--reply", recordingFile("2-convert-repaired.json"));
  assert.equal(code, 0, out);
  assert.match(out, /as a recording[\s\S]*check +passed[\s\S]*It would go live: \d+ tests passed/);
});

test("--reply with an answer that fails its test prints the repair report, exit code 1", async () => {
  const { code, out } = await run("--reply", recordingFile("1-convert-fails.json"));
  assert.equal(code, 1);
  assert.match(out, /FAIL[\s\S]*would go back to the model:[\s\S]*expected 212, got 211\.91/);
});

for (const [what, content, words] of [
  ["a question", readFileSync(recordingFile("3-shorten-asks.json")), /The model asks: Who may follow[\s\S]*1\. Anyone.*\(the default\)/],
  ["an input of another form", '{"name":"x"}', /Not an API:[\s\S]*summary: /],
  ["a stream that is cut", 'event: message_start\ndata: {"type":"message_start","message":{"usage":{"input_tokens":1,"output_tokens":1}}}\n\n', /Not an API: .*broke off/],
] as const) {
  test(`--reply with ${what} says so, exit code 1`, async () => {
    const { code, out } = await run("--reply", write("other", content));
    assert.equal(code, 1);
    assert.match(out, words);
  });
}
