import { z } from "zod";
import { CATEGORIES } from "#lib/apis/category.ts";
import { publicRouteSchema } from "#lib/apis/schema.ts";
import { AppError } from "#lib/errors.ts";
import { type GeneratedApi, generatedApiSchema } from "#lib/generation/parse.ts";
import { ENTRY_FILE } from "#lib/runtime/runtime.ts";
import { recipeSchema } from "#lib/versions/edit-record.ts";
import { METHODS } from "#lib/versions/schema.ts";
import { type ImportedDocument, readDocuments } from "./read-documents.ts";
import { readZip } from "./read-zip.ts";

export interface ImportedPackage {
  /** The description that it was built from. */
  prompt: string;
  api: GeneratedApi;
  documents: ImportedDocument[];
  /** Whom documents name as the workspace that exported them. */
  consumer: string | null;
}

const WANTED = /^(api\.json|contract-tests\.json|src\/[a-z0-9][a-z0-9-]{0,60}\.ts)$/;
/** `_kv` holds the keys of c.env.DATA.kv. */
const DATA = /^data\/([A-Za-z][A-Za-z0-9_]{0,62}|_kv)\.jsonl$/;

const manifestSchema = z.object({
  format: z.literal("api-creator/1", "This api.json is of another format."),
  name: z.string(), summary: z.string(), description: z.string().default(""), about: z.string().default(""), category: z.enum(CATEGORIES).catch("other"), prompt: z.string().max(20_000).default(""),
  assumptions: z.array(z.string()).default([]), publicRoutes: z.array(publicRouteSchema).default([]), secretNames: z.array(z.string()).default([]), consumer: z.string().max(200).nullish(), recipe: recipeSchema.nullish().catch(null),
  hosts: z.array(z.object({ host: z.string(), why: z.string().nullish() })).default([]),
  fixtures: z.array(z.object({ method: z.enum(METHODS), url: z.string(), status: z.number(), headers: z.record(z.string(), z.string()).optional(), body: z.string() })).default([]),
});

/** Reads an exported zip: only the files that make the API, and its data when asked. Throws `malformed`, `invalid`, `too_large`. */
export async function readPackage(zip: Buffer, withData: boolean): Promise<ImportedPackage> {
  const files = await readZip(zip, (name) => WANTED.test(name) || (withData && DATA.test(name)));
  const manifest = inForm(manifestSchema, readJson(files, "api.json"), "api.json");
  const { fixtures, hosts, prompt, consumer, recipe, format: _format, ...rest } = manifest;
  const api = inForm(generatedApiSchema, {
    ...rest, ...(recipe ? { recipe } : {}), contractTests: readJson(files, "contract-tests.json"), points: [], leftOut: [],
    files: Object.fromEntries([...files].filter(([name]) => name.startsWith("src/")).map(([name, bytes]) => [name.slice("src/".length), textOf(name, bytes)])),
    hosts: hosts.map(({ host, why }) => ({ host, why: why?.trim() || "Declared by the imported API.", fixtures: fixtures.filter(({ url }) => URL.parse(url)?.host === host) })),
  }, "The API");
  const documents: ImportedDocument[] = [];
  for (const [name, bytes] of files) {
    const [, collection] = DATA.exec(name) ?? [];
    if (collection !== undefined) for (const document of await readDocuments(collection, textOf(name, bytes))) documents.push(document);
  }
  return { prompt: prompt.trim() || rest.description.trim() || rest.name, api, documents, consumer: consumer ?? null };
}

function readJson(files: ReadonlyMap<string, Buffer>, name: string): unknown {
  const bytes = files.get(name);
  if (!bytes) throw invalid(name, `This zip has no ${name}: it is not an export of an API. One holds api.json, contract-tests.json and src/${ENTRY_FILE}.`);
  try {
    return JSON.parse(textOf(name, bytes));
  } catch (error) {
    throw error instanceof AppError ? error : invalid(name, `${name} is not JSON.`);
  }
}

function textOf(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid(name, `${name} is not UTF-8.`);
  }
}

function inForm<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("invalid", `${what} can't be imported: ${errors.slice(0, 3).map(({ path, message }) => `${path}: ${message}`).join("; ")}.`, { extensions: { errors } });
}

const invalid = (path: string, message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path, message }] } });
