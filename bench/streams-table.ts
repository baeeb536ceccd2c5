import type { Actor } from "#lib/auth/actor.ts";
import { createClaudeClient } from "#lib/claude/claude-client.ts";
import { systemClock } from "#lib/clock.ts";
import { connect, typed } from "#lib/db/connect.ts";
import { readEnv } from "#lib/env.ts";
import { cancelGeneration } from "#lib/generation/cancel-generation.ts";
import { claudeSettings, createClaudeGenerator } from "#lib/generation/claude-generator.ts";
import { createStoredChanges } from "#lib/db/stored-changes.ts";
import type { StartDeps } from "#lib/generation/generation-deps.ts";
import { onlyGenerator } from "#lib/generation/generator-source.ts";
import { liveGenerations } from "#lib/generation/live-generations.ts";
import { startGeneration } from "#lib/generation/start-generation.ts";
import { createLog } from "#lib/log.ts";
import { startScriptedClaude } from "../e2e/fixtures/scripted-claude.ts";
import { startTestSandbox } from "../supabase/tests/test-sandbox.ts";
import { formatTable, quantile } from "./format-table.ts";

const CANCELS = 30;
const PROMPT = "an API that answers ping with pong";

/** From cancelling a build to the end of the model's connection: in the process that builds, and from another one over Postgres. */
export async function streamsTable(): Promise<string> {
  const sandbox = await startTestSandbox();
  const web = connect(sandbox.database.webUrl, "bench-web", 8);
  const changes = createStoredChanges(sandbox.database.webUrl);
  try {
    const rows = [[`Cancel to the model's connection closed, ${CANCELS} builds each`, "p50 ms", "p95 ms", "max ms"]];
    for (const isElsewhere of [false, true]) {
      const times: number[] = [];
      for (let build = 0; build < CANCELS; build += 1) times.push(await timeCancel(isElsewhere, { kind: "user", ...(await sandbox.database.makeUser()) }));
      rows.push([isElsewhere ? "another process cancels" : "the process that builds cancels", ...[0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(1))]);
    }
    return formatTable(rows);
  } finally {
    await changes.close();
    await web.end({ timeout: 5 });
    await sandbox.close();
  }

  async function timeCancel(isElsewhere: boolean, actor: Actor): Promise<number> {
    const claude = await startScriptedClaude([{ kind: "stall", name: "deliver_api", input: {} }]);
    const env = readEnv({ ANTHROPIC_API_KEY: "sk-ant-scripted", ANTHROPIC_BASE_URL: claude.url });
    const generator = createClaudeGenerator({ ...claudeSettings(env), client: createClaudeClient(env), paidBy: "platform", firstPauseMs: 1 });
    const deps: StartDeps = {
      db: typed(web), changes, generators: onlyGenerator(generator), peppers: [{ version: 1, secret: "p".repeat(32) }], clock: systemClock, log: createLog("bench", "error"),
      publicUrl: "http://localhost:3000", runtime: sandbox.backend,
    };
    const [arrived, left] = [claude.arrived(), claude.left()];
    const { generationId } = await startGeneration({ prompt: PROMPT }, actor, deps);
    await arrived;
    if (isElsewhere) liveGenerations().delete(generationId);
    const startedAt = performance.now();
    const cancelling = cancelGeneration({ generationId }, actor, deps);
    await left;
    const ms = performance.now() - startedAt;
    await cancelling;
    await claude.close();
    return ms;
  }
}
