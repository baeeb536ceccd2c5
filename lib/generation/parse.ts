import { z } from "zod";
import { CATEGORIES } from "#lib/apis/category.ts";
import { AppError } from "#lib/errors.ts";
import { readHostName } from "#lib/runtime/host/host-name.ts";
import { ENTRY_FILE } from "#lib/runtime/runtime.ts";
import { recipeSchema } from "#lib/versions/edit-record.ts";
import { contractTestSchema, METHODS } from "#lib/versions/schema.ts";

export const FILE_NAME = /^[a-z0-9][a-z0-9-]{0,60}\.ts$/;
const MAX_SOURCE_LENGTH = 400_000;
const line = (max: number) => z.string().trim().min(1).max(max);

export const hostSchema = z
  .object({
    /** `api.example.com`: only what the way out can ever reach. */
    host: z.string().superRefine((host, context) => {
      const read = readHostName(host);
      if ("reason" in read) context.addIssue({ code: "custom", message: read.reason });
      else if (read.name !== host) context.addIssue({ code: "custom", message: "a host is written like api.example.com" });
    }),
    /** What it is needed for, for whoever approves it. */
    why: line(300),
    fixtures: z.array(z.object({ method: z.enum(METHODS), url: z.url({ protocol: /^https?$/ }).max(2_000), status: z.number().int().min(200).max(599), headers: z.record(z.string(), z.string()).optional(), body: z.string().max(20_000) })).max(20),
  })
  .refine(({ host, fixtures }) => fixtures.every(({ url }) => URL.parse(url)?.host === host), { error: "a fixture's url leads to another host", path: ["fixtures"] });

/** What a generator hands over: everything that a version is made of. */
export const generatedApiSchema = z
  .object({
    name: line(80),
    /** One line: what the API does. */
    summary: line(200),
    description: z.string().trim().max(2_000),
    /** A paragraph or two in Markdown for the API's page. */
    about: z.string().trim().max(8_000),
    category: z.enum(CATEGORIES),
    files: z.record(z.string().regex(FILE_NAME, "a file is named like books.ts"), z.string().min(1)),
    contractTests: z.array(contractTestSchema).min(1).max(60),
    /** Hosts that `fetch` may reach once the owner approved them, with the answers that its contract tests get. */
    hosts: z.array(hostSchema).max(20),
    secretNames: z.array(z.string().regex(/^[A-Z][A-Z0-9_]{0,62}$/)).max(20),
    /** Routes that need no key. Owners open as many as the API has, which a change hands on. */
    publicRoutes: z.array(z.object({ method: z.enum(METHODS), path: z.string().startsWith("/").max(500) })).max(1_000),
    assumptions: z.array(line(400)).max(30),
    /** What was understood, one thing each. */
    points: z.array(line(400)).max(60),
    leftOut: z.array(line(400)).max(30),
    /** Of an existing API: what was changed, and which tests of the version before the request contradicts, in its words. */
    changes: z.array(line(400)).max(30).optional(),
    contradictedTests: z.array(z.object({ name: line(200), words: z.string().max(2_000) })).max(60).optional(),
    recipe: recipeSchema.optional(),
  })
  .refine((api) => ENTRY_FILE in api.files, { error: `the entry file ${ENTRY_FILE} is missing`, path: ["files"] })
  .refine((api) => Object.values(api.files).join("").length <= MAX_SOURCE_LENGTH, { error: `the source is larger than ${MAX_SOURCE_LENGTH} characters`, path: ["files"] });
export type GeneratedApi = z.infer<typeof generatedApiSchema>;

/** Checks the form of a generator's result. Throws `generation_failed` that names the first thing that is wrong. */
export function parseGeneratedApi(raw: unknown): GeneratedApi {
  const parsed = generatedApiSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") || "result";
  throw new AppError("generation_failed", `The generator's result was not complete: ${place}: ${issue?.message ?? "not valid"}. Nothing was deployed; try again.`, { extensions: { diagnostics: parsed.error.issues.slice(0, 20).map((found) => ({ file: "result", line: 0, rule: "form", message: `${found.path.join(".")}: ${found.message}` })) } });
}
