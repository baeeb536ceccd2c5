import { parseArgs } from "node:util";
import { readEnv } from "#lib/env.ts";
import { randomString } from "#lib/id.ts";

/**
 * `npm run demo -- "<description>" [--json] [--server URL] [--management-key KEY]`: describes an API to a running product and calls the
 * result, over public HTTP only. Without a management key it makes a fresh account. Exits 1 when the build is refused or fails.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, server: { type: "string" }, "management-key": { type: "string" }, help: { type: "boolean", default: false } },
});
const server = (values.server ?? `http://localhost:${readEnv().PORT}`).replace(/\/+$/, "");
const tell = (text: string) => process.stderr.write(`${text}\n`);

interface Failure {
  error: string;
  message: string;
  stages: { name: string; ms: number }[];
}
interface Live {
  apiId: string;
  workspaceId: string;
  name: string;
  url: string;
  key: string;
  version: number;
  generator: string;
  stages: { name: string; ms: number }[];
  contractTests: { passed: number; failed: number };
  example: { method: string; path: string; body?: unknown };
}
interface Call {
  method: string;
  url: string;
  status: number;
  body: unknown;
}

async function main(): Promise<number> {
  if (values.help || positionals.length !== 1) {
    tell('Usage: npm run demo -- "Manage books with title, author and year" [--json] [--server URL] [--management-key apim_…]');
    return values.help ? 0 : 2;
  }
  const credential = values["management-key"] ?? (await signUp());
  tell(`Describing: ${positionals[0]}`);
  const startedAt = performance.now();
  const reply = await post("/api/generate", { prompt: positionals[0] }, { Authorization: `Bearer ${credential}`, Accept: "application/json" });
  if (reply.status >= 400) return fail(reply.body as Failure);
  const live = reply.body as Live;
  tell(`Live in ${Math.round(performance.now() - startedAt)} ms: ${live.name}, ${live.contractTests.passed} contract tests passed in its sandbox.`);
  const calls = await callExample(live);
  if (values.json) print({ ...pick(live), calls });
  else report(live, calls);
  return 0;
}

async function signUp(): Promise<string> {
  const { publishableKey } = (await (await reach(`${server}/api/v1/config`)).json()) as { publishableKey: string };
  const account = { email: `demo-${randomString(12).toLowerCase()}@example.com`, password: randomString(24) };
  tell(`Making a fresh account: ${account.email}`);
  const reply = await post("/auth/v1/signup", account, { apikey: publishableKey });
  const token = (reply.body as { access_token?: string }).access_token;
  if (!token) throw new Error(`The account could not be made: ${JSON.stringify(reply.body)}`);
  return token;
}

/** The call that the product shows, and the same address read back. */
async function callExample(live: Live): Promise<Call[]> {
  const calls = [await call(live, live.example.method, live.example.path, live.example.body)];
  if (calls[0]?.status === 201 && live.example.method === "POST") calls.push(await call(live, "GET", live.example.path, undefined));
  return calls;
}

async function call(live: Live, method: string, path: string, body: unknown): Promise<Call> {
  const url = `${live.url}${path}`;
  const response = await fetch(url, {
    method,
    headers: { Authorization: `Bearer ${live.key}`, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { method, url, status: response.status, body: parseBody(await response.text()) };
}

async function post(path: string, body: unknown, headers: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const response = await reach(`${server}${path}`, { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return { status: response.status, body: parseBody(await response.text()) };
}

async function reach(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new Error(`Nothing answers at ${server}. Start the product with npm start, or name its address with --server.`);
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const pick = ({ apiId, workspaceId, url, key, version, generator, stages, contractTests }: Live) => ({ apiId, workspaceId, url, key, version, generator, stages, contractTests });
const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

function fail(problem: Partial<Failure>): number {
  const failure: Failure = { error: problem.error ?? "failed", message: problem.message ?? "The server answered with something unreadable.", stages: problem.stages ?? [] };
  if (values.json) print(failure);
  else tell(`\nNot built: ${failure.message}`);
  return 1;
}

function report(live: Live, calls: Call[]): void {
  const [first] = calls;
  const data = live.example.body === undefined ? "" : ` \\\n  -H 'Content-Type: application/json' -d '${JSON.stringify(live.example.body).replaceAll("'", "'\\''")}'`;
  const lines = [
    "",
    `Address   ${live.url}`,
    `Key       ${live.key}`,
    `Stages    ${live.stages.map((stage) => `${stage.name} ${Math.round(stage.ms)} ms`).join(", ")}`,
    "",
    `curl -X ${live.example.method} '${live.url}${live.example.path}' \\\n  -H 'Authorization: Bearer ${live.key}'${data}`,
    "",
    first ? `${first.status} ${JSON.stringify(first.body, null, 2)}` : "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.exitCode = fail({ error: "unreachable", message: error.message });
  },
);
