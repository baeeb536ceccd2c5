import { sql } from "kysely";
import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { chooseEditor, openEdit } from "./edit/open-edit.ts";
import { failureEvent } from "./failure-event.ts";
import type { StartDeps } from "./generation-deps.ts";
import { freeChoice } from "./generator-source.ts";
import { createImportGenerator } from "./import-generator.ts";
import { liveGenerations } from "./live-generations.ts";
import { readStoredEvents } from "./read-stored-events.ts";
import { endGeneration, type Run } from "./record-events.ts";
import { runGeneration } from "./run-generation.ts";
import { runRequestSchema } from "./run-request.ts";

/** Three heartbeats and a little. */
const STALE_AFTER_S = 8;
/** At once, so that a process that starts after a crash is not buried. */
const MOST = 4;
const EVERY_MS = 3_000;

interface AdoptedRow {
  generation_id: string;
  owner: string;
  api_id: string;
  prompt: string;
  workspace_id: string;
  user_id: string;
  email: string;
  claims: unknown;
  request: unknown;
}

/** Begins again what processes that died were building. Returns the ids. */
export async function adoptGenerations(deps: StartDeps, staleAfterS = STALE_AFTER_S): Promise<string[]> {
  const own = [...liveGenerations()].flatMap(([id, { isRunning }]) => (isRunning ? [id] : []));
  const { rows } = await sql<AdoptedRow>`select * from private.adopt_generations(${staleAfterS}, ${sql.val(`{${own.join(",")}}`)}::text::uuid[], ${MOST})`.execute(deps.db);
  for (const row of rows) {
    const [run, actor] = [{ generationId: row.generation_id, owner: row.owner }, actorOf(row)];
    await begin(row, run, actor, deps).catch((error: unknown) => giveUp(error, run, actor, deps));
  }
  return rows.map((row) => row.generation_id);
}

/** Looks for such builds now and every few seconds. Returns the way to stop. */
export function startAdopting(deps: StartDeps): () => void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    await adoptGenerations(deps).catch((error: unknown) => deps.log.warn("generations not adopted", { error }));
    isLooking = false;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  void look();
  return () => clearInterval(timer);
}

async function begin(row: AdoptedRow, run: Run, actor: Actor, deps: StartDeps): Promise<void> {
  const { blueprint, outline, document, ask, edit: stored, imported } = runRequestSchema.parse(row.request);
  if (imported?.isFilled) throw new AppError("unavailable", "The server ended while this API was imported, and its data is no longer at hand. Nothing was deployed: import it again.");
  deps.log.warn("generation adopted", { generationId: run.generationId, workspaceId: row.workspace_id });
  // Under the generation's own id: the reservation of the process that died becomes this one's.
  const byHand = stored?.byHand ? { byHand: stored.byHand } : {};
  const edit = stored ? await openEdit({ apiId: row.api_id, from: stored.from, over: stored.over, ...byHand }, actor, deps) : undefined;
  const choice = edit
    ? await chooseEditor({ prompt: row.prompt, generationId: run.generationId, edit, ...byHand }, actor, deps.generators)
    : imported ? freeChoice(createImportGenerator(imported.api))
    : await deps.generators.choose({ prompt: row.prompt, ...(blueprint ? { blueprint } : {}), ...(outline ? { outline } : {}), ...(document === undefined ? {} : { document }) }, run.generationId, actor);
  try {
    const before = await readStoredEvents(run.generationId, 0, actor, deps.db);
    runGeneration({ ...run, apiId: row.api_id, prompt: row.prompt, choice, ask, before, ...(edit ? { edit } : {}) }, actor, deps);
  } catch (error) {
    await choice.settle("failed", []);
    throw error;
  }
}

/** What can't begin again ends with the reason; what can't even be ended is left to the next look. */
async function giveUp(error: unknown, run: Run, actor: Actor, deps: StartDeps): Promise<void> {
  deps.log.warn("adopted generation not begun", { generationId: run.generationId, error });
  await endGeneration(run, failureEvent(error, new AbortController().signal, []), actor, deps.db).catch((cause: unknown) => deps.log.warn("generation end not stored", { generationId: run.generationId, error: cause }));
}

const claimsSchema = z.union([z.object({ key_id: z.string(), scopes: z.array(z.string()) }), z.object({})]);

/** Whoever started it; row-level security still decides what that person or key may do by now. */
function actorOf(row: AdoptedRow): Actor {
  const claims = claimsSchema.parse(row.claims);
  const who = { userId: row.user_id, workspaceId: row.workspace_id };
  return "key_id" in claims ? { kind: "managementKey", ...who, keyId: claims.key_id, scopes: claims.scopes } : { kind: "user", ...who, email: row.email };
}
