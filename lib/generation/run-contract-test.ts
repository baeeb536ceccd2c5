import type { Scratch, ScratchReply } from "#lib/runtime/runtime.ts";
import type { ContractStep, ContractTest, ContractTestResult, Json } from "#lib/versions/schema.ts";
import { mismatch } from "./match-reply.ts";

type Captures = Record<string, Json>;

/** Runs one contract test over a scratch runtime. Never throws for what the API does: a failing test says what was expected and what came. */
export async function runContractTest(test: ContractTest, scratch: Pick<Scratch, "fetch">): Promise<ContractTestResult> {
  const startedAt = performance.now();
  const captures: Captures = {};
  let requests = 0;
  for (const [step, { request, expect, capture }] of test.steps.entries()) {
    requests += 1;
    const reason = await runStep({ request, expect, capture }, captures, scratch);
    if (reason) return { name: test.name, status: "failed", ms: elapsed(startedAt), requests, step, reason };
  }
  return { name: test.name, status: "passed", ms: elapsed(startedAt), requests };
}

/** Why the step failed, or null. Adds the step's captures to `captures`. */
async function runStep(step: ContractStep, captures: Captures, scratch: Pick<Scratch, "fetch">): Promise<string | null> {
  const { method, consumer } = step.request;
  const path = fillText(step.request.path, captures, encodeURIComponent);
  const headers = fillHeaders(step.request.headers ?? {}, captures);
  const hasBody = step.request.body !== undefined;
  const body = hasBody ? JSON.stringify(fill(step.request.body ?? null, captures)) : undefined;
  if (hasBody && !Object.keys(headers).some((name) => name.toLowerCase() === "content-type")) headers["content-type"] = "application/json";
  const reply = await scratch.fetch({ method, path, headers, ...(body === undefined ? {} : { body }), ...(consumer === undefined ? {} : { consumer }) });
  const problem = compare(step.expect, reply, captures) ?? takeCaptures(step.capture ?? {}, reply, captures);
  return problem === null ? null : `${method} ${path}: ${problem}`;
}

function compare(expect: ContractStep["expect"], reply: ScratchReply, captures: Captures): string | null {
  const statuses = Array.isArray(expect.status) ? expect.status : [expect.status];
  if (!statuses.includes(reply.status)) return `expected status ${statuses.join(" or ")}, got ${reply.status} ${shorten(reply.body)}${lastError(reply)}`;
  for (const [name, value] of Object.entries(expect.headers ?? {})) {
    const wanted = fillText(value, captures);
    const actual = reply.headers[name.toLowerCase()];
    if (actual === undefined || !(actual === wanted || actual.startsWith(`${wanted};`))) return `expected header ${name}: ${wanted}, got ${actual ?? "none"}`;
  }
  if (expect.body === undefined) return null;
  return mismatch(fill(expect.body, captures), parseBody(reply.body));
}

function takeCaptures(capture: Record<string, string>, reply: ScratchReply, captures: Captures): string | null {
  for (const [name, pointer] of Object.entries(capture)) {
    const value = resolvePointer(parseBody(reply.body), pointer);
    if (value === undefined) return `nothing at ${pointer} to capture as ${name} in ${shorten(reply.body)}`;
    captures[name] = value;
  }
  return null;
}

/** Not JSON: the text itself. */
function parseBody(body: string): Json | undefined {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function resolvePointer(value: Json | undefined, pointer: string): Json | undefined {
  let current = value;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null) return undefined;
    current = Array.isArray(current) ? current[Number(key)] : Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

function fillText(text: string, captures: Captures, encode: (value: string) => string = (value) => value): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    if (!Object.hasOwn(captures, name)) return whole;
    const value = captures[name];
    return encode(typeof value === "string" ? value : JSON.stringify(value));
  });
}

const fillHeaders = (headers: Record<string, string>, captures: Captures): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fillText(value, captures)]));

/** A string that is exactly one placeholder keeps the captured value's type. */
function fill(value: Json, captures: Captures): Json {
  if (typeof value === "string") {
    const name = /^\{\{(\w+)\}\}$/.exec(value)?.[1];
    return name !== undefined && Object.hasOwn(captures, name) ? (captures[name] ?? null) : fillText(value, captures);
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, captures));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, captures)]));
  return value;
}

const elapsed = (startedAt: number): number => Math.round((performance.now() - startedAt) * 10) / 10;
const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 197)}…` : text);

function lastError(reply: ScratchReply): string {
  const line = reply.console.findLast(([level]) => level === "error");
  return line ? ` (console: ${shorten(line[1].split("\n")[0] ?? "")})` : "";
}
