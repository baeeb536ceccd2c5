import { z } from "zod";
import { METHODS } from "#lib/versions/schema.ts";

const text = (description: string) => z.string().describe(description);
const named = z.strictObject({ name: z.string(), value: z.string() });

/** What Claude hands over, as a strict tool takes it: no free-form maps, so arbitrary JSON travels as text. */
export const claudeResultSchema = z.strictObject({
  name: text("A short name for the API, at most 80 characters"),
  summary: text("One line: what the API does"),
  description: text("One to three sentences for the API's OpenAPI document"),
  about: text("One or two paragraphs of Markdown for the API's page"),
  category: z.enum(["data", "productivity", "utilities", "text", "business", "games", "developer", "other"]),
  files: z.array(z.strictObject({ name: text("main.ts is the entry; others are lower-case with dashes"), content: z.string() })),
  contractTests: z.array(
    z.strictObject({
      name: text("What is guaranteed, in words"),
      steps: z.array(
        z.strictObject({
          method: z.enum(METHODS),
          path: text("Path and query; may hold {{captured}} values"),
          headers: z.array(named),
          bodyJson: text("The JSON body as text; empty for none"),
          consumer: text("A name; two names are two people. Empty: the default one"),
          expectStatus: z.array(z.number().int()),
          expectBodyJson: text("JSON that the reply must match, matchers allowed; empty: not looked at"),
          capture: z.array(named).describe("name → JSON Pointer into the reply's body"),
        }),
      ),
    }),
  ),
  hosts: z.array(z.string()),
  secretNames: z.array(z.string()),
  publicRoutes: z.array(z.strictObject({ method: z.enum(METHODS), path: z.string() })),
  points: z.array(z.string()).describe("What you understood, one thing each"),
  assumptions: z.array(z.string()),
  leftOut: z.array(z.string()),
});

/** Claude's way to say that the description can't be built. */
export const claudeRefusalSchema = z.strictObject({
  message: text("Why it can't be built and what can, in two sentences at most"),
  suggestions: z.array(z.string()).describe("Descriptions that can be built as they stand"),
});

/** The generator's result from Claude's. Throws a SyntaxError where a text that should be JSON is not. */
export function fromClaudeResult(input: unknown): unknown {
  const result = claudeResultSchema.parse(input);
  return {
    ...result,
    files: Object.fromEntries(result.files.map(({ name, content }) => [name, content])),
    contractTests: result.contractTests.map((test) => ({
      name: test.name,
      steps: test.steps.map((step) => ({
        request: {
          method: step.method,
          path: step.path,
          ...(step.headers.length > 0 ? { headers: mapOf(step.headers) } : {}),
          ...(step.bodyJson === "" ? {} : { body: JSON.parse(step.bodyJson) as unknown }),
          ...(step.consumer === "" ? {} : { consumer: step.consumer }),
        },
        expect: { status: step.expectStatus.length === 1 ? step.expectStatus[0] : step.expectStatus, ...(step.expectBodyJson === "" ? {} : { body: JSON.parse(step.expectBodyJson) as unknown }) },
        ...(step.capture.length > 0 ? { capture: mapOf(step.capture) } : {}),
      })),
    })),
  };
}

const mapOf = (entries: { name: string; value: string }[]): Record<string, string> => Object.fromEntries(entries.map(({ name, value }) => [name, value]));
