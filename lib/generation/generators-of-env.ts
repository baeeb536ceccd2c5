import { createClaudeClient } from "#lib/claude/claude-client.ts";
import { costMicros } from "#lib/claude/claude-price.ts";
import type { Database } from "#lib/db/connect.ts";
import type { Env } from "#lib/env.ts";
import { createGeneratorSource } from "./choose-generator.ts";
import { claudeSeed, claudeSettings, createClaudeGenerator } from "./claude-generator.ts";
import { builtInEditor } from "./edit/built-in/built-in-editor.ts";
import type { GeneratorSource } from "./generator-source.ts";

/** One build, until some were measured: output from the size of the blueprints, input from that of the prompt, neither from a model. */
const ASSUMED = { outputTokens: 9_000, inputTokens: 19_000, cacheReadTokens: 0, cacheWriteTokens: 0, cacheWriteHourTokens: 0 };
const ASSUMED_SECONDS = 90;
const micros = (dollars: number): number => Math.round(dollars * 1_000_000);

/** The generators that the environment sets up. */
export function generatorsOfEnv(env: Env, db: Database): GeneratorSource {
  const settings = claudeSettings(env);
  return createGeneratorSource({
    db,
    builtIn: builtInEditor,
    encryptionKey: env.ENCRYPTION_KEY,
    claude: {
      create: (apiKey, paidBy) => createClaudeGenerator({ ...settings, client: createClaudeClient({ ...env, ANTHROPIC_API_KEY: apiKey }), paidBy }),
      apiKey: env.ANTHROPIC_API_KEY,
      seed: () => claudeSeed(settings),
      assumed: { outputTokens: ASSUMED.outputTokens, costMicros: costMicros(ASSUMED, settings.prices), seconds: ASSUMED_SECONDS },
    },
    budget: { workspaceMicros: micros(env.CLAUDE_WORKSPACE_DAILY_BUDGET), platformMicros: micros(env.CLAUDE_DAILY_BUDGET) },
    cacheDays: env.CLAUDE_CACHE_DAYS,
  });
}
