import { z } from "zod";
import { CATEGORIES } from "#lib/apis/category.ts";
import { UnusableInput } from "#lib/claude/call-tool.ts";
import { METHODS } from "#lib/versions/schema.ts";
import type { Question } from "./events.ts";

const text = (description: string) => z.string().describe(description);
const list = (description: string) => z.array(z.string()).describe(description);
const named = z.strictObject({ name: z.string(), value: z.string() });
const route = { method: z.enum(METHODS), path: z.string() };

const stepSchema = z.strictObject({
  method: z.enum(METHODS),
  path: text("Path and query; may hold {{captured}} values"),
  headers: z.array(named),
  bodyJson: text("The JSON body as text; empty for none"),
  consumer: text("A name; two names are two people. Empty: the default one"),
  expectStatus: z.array(z.number().int()).describe("One of these"),
  expectHeaders: z.array(named).describe("Headers that must come back, for example location"),
  expectBodyJson: text("JSON as text that the reply must match, matchers allowed; empty: not looked at"),
  capture: z.array(named).describe("name → JSON Pointer into the reply's body"),
});
const fixtureSchema = z.strictObject({ ...route, path: text("Path and query on the host, for example /v1/rates?base=EUR"), status: z.number().int(), headers: z.array(named), body: z.string() });

/** What Claude hands over, as a strict tool takes it: no free-form maps and nothing optional, so arbitrary JSON travels as text. */
export const claudeResultSchema = z.strictObject({
  name: text("A short name for the API, at most 80 characters"),
  summary: text("One line of at most 200 characters: what the API does"),
  description: text("One to three sentences for the API's OpenAPI document"),
  about: text("One or two paragraphs of Markdown for the API's page"),
  category: z.enum(CATEGORIES),
  points: list("What you understood, one thing each"),
  assumptions: list("What the description left open and how you decided it"),
  leftOut: list("What the description asks for and this API does not do, and why"),
  files: z.array(z.strictObject({ name: text("main.ts is the entry; others are lower-case with dashes"), content: z.string() })),
  contractTests: z.array(z.strictObject({ name: text("What is guaranteed, in words"), steps: z.array(stepSchema) })),
  hosts: z.array(z.strictObject({ host: text("Like api.example.com"), why: text("What it is needed for, for the owner who approves it"), fixtures: z.array(fixtureSchema).describe("What it answers in the contract tests") })),
  secrets: z.array(z.strictObject({ name: text("Like WEATHER_API_KEY"), why: text("What it is for and where the owner gets it") })),
  publicRoutes: z.array(z.strictObject({ ...route, why: text("Why it needs no key") })),
  changes: list("Of an existing API: what you changed, one thing each, for the person who asked. Empty for a new API").default([]),
  contradictedTests: z.array(z.strictObject({ name: text("A contract test of the current version, by its exact name"), words: text("The exact words of the request that it contradicts, at least two") }))
    .describe("Of an existing API: tests that the request makes wrong. Empty for a new API").default([]),
});

/** Claude's way to say that the description can't be built. */
export const claudeRefusalSchema = z.strictObject({
  message: text("Why it can't be built and what can, in two sentences at most"),
  suggestions: list("Up to three descriptions that can be built as they stand"),
});

/** Claude's one question. */
export const claudeQuestionSchema = z.strictObject({
  question: text("One short question"),
  choices: z.array(z.strictObject({ label: text("Two to five words"), means: text("What is built then, in one sentence") })).describe("Two to four; the first is what you would build if nobody answers"),
});

export function questionOf(input: unknown): Question {
  const { question, choices } = readInput(claudeQuestionSchema, input);
  if (choices.length < 2 || choices.length > 4) throw new UnusableInput(`A question has two to four choices; this one has ${choices.length}.`);
  return { text: question, choices };
}

export const refusalOf = (input: unknown) => readInput(claudeRefusalSchema, input);

/** The generator's result from Claude's; parse.ts looks at the rest. Throws UnusableInput where a text that should be JSON is not. */
export function apiOf(input: unknown): unknown {
  const { files, contractTests, hosts, secrets, publicRoutes, assumptions, changes, contradictedTests, ...texts } = readInput(claudeResultSchema, input);
  return {
    ...texts,
    // For the owner, who sees them before the API is used.
    assumptions: [...assumptions, ...secrets.map(({ name, why }) => `The secret ${name} has to be set: ${why}`), ...publicRoutes.map(({ method, path, why }) => `${method} ${path} needs no key: ${why}`)].slice(0, 30),
    files: Object.fromEntries(files.map(({ name, content }) => [name, content])),
    contractTests: contractTests.map((test) => ({ name: test.name, steps: test.steps.map((step, index) => stepOf(step, `"${test.name}", step ${index + 1}`)) })),
    hosts: hosts.map(({ host, why, fixtures }) => ({
      host, why,
      fixtures: fixtures.map(({ path, headers, ...fixture }) => ({ ...fixture, url: `https://${host}${path.startsWith("/") ? "" : "/"}${path}`, ...(headers.length > 0 ? { headers: mapOf(headers) } : {}) })),
    })),
    secretNames: secrets.map(({ name }) => name),
    publicRoutes: publicRoutes.map(({ method, path }) => ({ method, path })),
    ...(changes.length > 0 ? { changes } : {}),
    ...(contradictedTests.length > 0 ? { contradictedTests } : {}),
  };
}

function stepOf(step: z.infer<typeof stepSchema>, place: string): unknown {
  const { method, path, headers, bodyJson, consumer, expectStatus, expectHeaders, expectBodyJson, capture } = step;
  return {
    request: { method, path, ...maybe("headers", headers), ...json("body", bodyJson, `${place}, bodyJson`), ...(consumer === "" ? {} : { consumer }) },
    expect: { status: expectStatus.length === 1 ? expectStatus[0] : expectStatus, ...maybe("headers", expectHeaders), ...json("body", expectBodyJson, `${place}, expectBodyJson`) },
    ...maybe("capture", capture),
  };
}

function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  throw new UnusableInput(`The input does not have the tool's form: ${read.error.issues.slice(0, 8).map(({ path, message }) => `${path.join(".") || "input"}: ${message}`).join("; ")}.`);
}

function json(name: string, value: string, place: string): Record<string, unknown> {
  if (value.trim() === "") return {};
  try {
    return { [name]: JSON.parse(value) as unknown };
  } catch (error) {
    throw new UnusableInput(`${place} is not JSON: ${error instanceof Error ? error.message : "not valid"}.`);
  }
}

const maybe = (name: string, entries: { name: string; value: string }[]): Record<string, unknown> => (entries.length > 0 ? { [name]: mapOf(entries) } : {});
const mapOf = (entries: { name: string; value: string }[]): Record<string, string> => Object.fromEntries(entries.map(({ name, value }) => [name, value]));
