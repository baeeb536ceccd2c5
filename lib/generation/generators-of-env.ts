import { createClaudeClient } from "#lib/claude/claude-client.ts";
import type { Database } from "#lib/db/connect.ts";
import type { Env } from "#lib/env.ts";
import { builtInGenerator } from "./built-in-generator.ts";
import { createGeneratorSource } from "./choose-generator.ts";
import { claudeSeed, claudeSettings, createClaudeGenerator } from "./claude-generator.ts";
import type { GeneratorSource } from "./generator-source.ts";

/** One build, until some were measured: output from the size of the blueprints, input from that of the prompt, neither from a model. */
const ASSUMED = { outputTokens: 9_000, inputTokens: 19_000, seconds: 90 };
const MICROS = 1_000_000;

/** The generators that the environment sets up. */
export function generatorsOfEnv(env: Env, db: Database): GeneratorSource {
  const settings = claudeSettings(env);
  const assumedDollars = (ASSUMED.outputTokens * settings.prices.output + ASSUMED.inputTokens * settings.prices.input) / 1_000_000;
  return createGeneratorSource({
    db,
    builtIn: builtInGenerator,
    encryptionKey: env.ENCRYPTION_KEY,
    claude: {
      create: (apiKey, paidBy) => createClaudeGenerator({ ...settings, client: createClaudeClient({ ...env, ANTHROPIC_API_KEY: apiKey }), paidBy }),
      apiKey: env.ANTHROPIC_API_KEY,
      seed: () => claudeSeed(settings),
      assumed: { outputTokens: ASSUMED.outputTokens, costMicros: Math.round(assumedDollars * MICROS), seconds: ASSUMED.seconds },
    },
    budget: { workspaceMicros: Math.round(env.CLAUDE_WORKSPACE_DAILY_BUDGET * MICROS), platformMicros: Math.round(env.CLAUDE_DAILY_BUDGET * MICROS) },
    cacheDays: env.CLAUDE_CACHE_DAYS,
  });
}
