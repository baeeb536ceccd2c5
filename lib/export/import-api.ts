import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { DOCUMENT_LIMITS, storedFailure } from "#lib/documents/stored-failure.ts";
import { AppError } from "#lib/errors.ts";
import type { Fill, StartDeps } from "#lib/generation/generation-deps.ts";
import { liveGenerations } from "#lib/generation/live-generations.ts";
import { type StartedGeneration, startGeneration } from "#lib/generation/start-generation.ts";
import { consumerId } from "#lib/keys/consumer-id.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { Json } from "#lib/versions/schema.ts";
import { uniqueText } from "./project/data/unique-text.ts";
import type { ImportedDocument } from "./read-documents.ts";
import { readPackage } from "./read-package.ts";

const BATCH = 500;
/** As lib/keys/consumer-id.ts makes them: long enough to mean nothing else. */
const CONSUMER = /^con_[A-Za-z0-9_-]{22}$/;
/** Each may hold what a zip unpacks to. */
const MAX_AT_ONCE = 2;
let reading = 0;

/**
 * A new API out of an exported zip, through the same stages as any build, with its data when asked. Throws what is wrong with the zip before
 * anything begins, `unavailable` while others are read, and what `startGeneration` throws.
 */
export async function importApi(input: { zip: () => Promise<Buffer>; withData: boolean }, actor: Actor, deps: StartDeps & { consumerSecret: string }): Promise<StartedGeneration> {
  requireScope(actor, "generations:write");
  requireScope(actor, "apis:write");
  if (input.withData) requireScope(actor, "documents:write");
  // A slow upload has not begun to be read: it keeps nobody out.
  const zip = await input.zip();
  return inTurn(async () => {
    const { prompt, api, documents, consumer } = await readPackage(zip, input.withData);
    if (documents.length > 0) await requireRoom(documents.length, actor, deps);
    const fill: Fill = (apiId, tx) => store(apiId, documents, { from: consumer, to: consumerId(actor.workspaceId, apiId, deps.consumerSecret) }, tx);
    const started = await startGeneration({ prompt, ask: false, imported: { api, ...(documents.length > 0 ? { fill } : {}) } }, actor, deps);
    return { started, isHeld: documents.length > 0 };
  });
}

/** What this workspace's plan could never hold is refused before anything is built; what is stored already counts when it is. Whoever may not see the plan learns it then. */
async function requireRoom(documents: number, actor: Actor, deps: { db: Database }): Promise<void> {
  const workspace = await asUser(actor, deps.db, (tx) => tx.selectFrom("workspaces").select("plan").where("id", "=", actor.workspaceId).executeTakeFirst());
  if (!workspace) return;
  const most = PLAN_LIMITS[workspace.plan].documents;
  if (documents > most) throw new AppError("invalid", `The data of this zip doesn't fit. This workspace's plan holds ${most.toLocaleString("en-US")} documents, and this zip has ${documents.toLocaleString("en-US")}. Nothing was deployed.`);
}

/** The data of an import is in memory until its build has ended, and so long it keeps its place. */
async function inTurn(start: () => Promise<{ started: StartedGeneration; isHeld: boolean }>): Promise<StartedGeneration> {
  if (reading >= MAX_AT_ONCE) throw new AppError("unavailable", "Other zips are being imported right now. Send it again in a few seconds.", { headers: { "Retry-After": "5" } });
  reading += 1;
  let ended: Promise<void> | undefined;
  try {
    const { started, isHeld } = await start();
    if (isHeld) ended = liveGenerations().get(started.generationId)?.ended;
    return started;
  } finally {
    void (ended ?? Promise.resolve()).then(() => (reading -= 1));
  }
}

async function store(apiId: string, documents: readonly ImportedDocument[], consumers: { from: string | null; to: string }, tx: UserTransaction): Promise<void> {
  await sql`select set_config('app.document_limits', ${DOCUMENT_LIMITS}, true)`.execute(tx);
  for (let at = 0; at < documents.length; at += BATCH) {
    const batch = renamed(documents.slice(at, at + BATCH), consumers).map(({ unique, ...document }) => ({ ...document, claims: unique.map((field) => claimOf(field, document.data[field])) }));
    await sql`select private.import_documents(${apiId}, ${JSON.stringify(batch)}::text::jsonb)`.execute(tx).catch((error: unknown) => {
      throw inWords(error);
    });
  }
}

function inWords(error: unknown): unknown {
  const quota = storedFailure(error);
  if (quota) return new AppError("invalid", `The data of this zip doesn't fit. ${quota.message}`, { cause: error });
  return isTaken(error) ? new AppError("invalid", "Two documents of this zip have the same id, or the same value of a unique field. Nothing was deployed.", { cause: error }) : error;
}

const isTaken = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "23505";

const claimOf = (field: string, value: Json | undefined): { field: string; value: string } => ({ field, value: uniqueText(typeof value === "number" || typeof value === "boolean" ? value : String(value)) });

/** What belonged to the workspace that exported it belongs to the one that imports it, which here has another name. */
function renamed(documents: ImportedDocument[], { from, to }: { from: string | null; to: string }): ImportedDocument[] {
  if (from === null || !CONSUMER.test(from)) return documents;
  return JSON.parse(JSON.stringify(documents).replaceAll(from, to));
}
