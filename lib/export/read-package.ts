import { z } from "zod";
import { CATEGORIES } from "#lib/apis/category.ts";
import { publicRouteSchema } from "#lib/apis/schema.ts";
import { AppError } from "#lib/errors.ts";
import { isStorable, NOT_STORABLE } from "#lib/generation/edit/hand-edit.ts";
import { type GeneratedApi, generatedApiSchema } from "#lib/generation/parse.ts";
import { isTooDeep, MAX_JSON_DEPTH } from "#lib/http/is-too-deep.ts";
import { ENTRY_FILE } from "#lib/runtime/runtime.ts";
import { recipeSchema } from "#lib/versions/edit-record.ts";
import { METHODS } from "#lib/versions/schema.ts";
import { type ImportedDocument, readDocuments, requireFewLines } from "./read-documents.ts";
import { sourceHash } from "./source-hash.ts";
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
/** `_kv` holds the keys of c.env.DATA.kv; a number tells collections apart whose names differ only in case. */
const DATA = /^data\/([A-Za-z][A-Za-z0-9_]{0,62}|_kv)(?:\.\d{1,3})?\.jsonl$/;

/** Of api.json and of contract-tests.json: both are read in one go. */
const MAX_JSON_BYTES = 4 << 20;

/** Bounded before anything is made of it; generatedApiSchema then says what a version may hold. */
const manifestSchema = z.object({
  format: z.literal("api-creator/1", "This api.json is of another format."),
  name: z.string().max(1_000), summary: z.string().max(1_000), description: z.string().max(20_000).default(""), about: z.string().max(20_000).default(""), category: z.enum(CATEGORIES).catch("other"), prompt: z.string().max(20_000).default(""),
  assumptions: z.array(z.string().max(1_000)).max(30).default([]), publicRoutes: z.array(publicRouteSchema).max(1_000).default([]), secretNames: z.array(z.string().max(100)).max(20).default([]), consumer: z.string().max(200).nullish(), recipe: recipeSchema.nullish().catch(null), sourceHash: z.string().max(100).nullish(),
  hosts: z.array(z.object({ host: z.string().max(253), why: z.string().max(1_000).nullish() })).max(20).default([]),
  fixtures: z.array(z.object({ method: z.enum(METHODS), url: z.string().max(2_000), status: z.number(), headers: z.record(z.string(), z.string()).optional(), body: z.string().max(20_000) })).max(400).default([]),
});

/** Reads an exported zip: only the files that make the API, and its data when asked. Throws `malformed`, `invalid`, `too_large`. */
export async function readPackage(zip: Buffer, withData: boolean): Promise<ImportedPackage> {
  const files = await readZip(zip, (name) => WANTED.test(name) || (withData && DATA.test(name)));
  const manifest = inForm(manifestSchema, readJson(files, "api.json"), "api.json");
  const { fixtures, hosts, prompt, consumer, recipe, sourceHash: exportedHash, format: _format, ...rest } = manifest;
  const source = Object.fromEntries([...files].filter(([name]) => name.startsWith("src/")).map(([name, bytes]) => [name.slice("src/".length), textOf(name, bytes)]));
  const api = inForm(generatedApiSchema, {
    ...rest, ...(recipe && exportedHash === sourceHash(source) ? { recipe } : {}), contractTests: readJson(files, "contract-tests.json"), points: [], leftOut: [],
    files: source,
    hosts: hosts.map(({ host, why }) => ({ host, why: why?.trim() || "Declared by the imported API.", fixtures: fixtures.filter(({ url }) => URL.parse(url)?.host === host) })),
  }, "The API");
  if (!isStorable({ api, prompt })) throw invalid("api.json", `The API can't be imported. ${NOT_STORABLE}`);
  requireFewLines([...files].flatMap(([name, bytes]) => (DATA.test(name) ? [bytes] : [])));
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
  if (bytes.length > MAX_JSON_BYTES) throw invalid(name, `${name} has more than ${MAX_JSON_BYTES >> 20} MB. Leave out what the API doesn't need.`);
  const text = textOf(name, bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(name, `${name} is not JSON.`);
  }
  if (isTooDeep(value)) throw invalid(name, `${name} is nested more than ${MAX_JSON_DEPTH} levels deep.`);
  return value;
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
