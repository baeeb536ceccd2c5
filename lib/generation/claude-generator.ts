import { callTool, type ToolPiece, type ToolResult, UnknownTool } from "#lib/claude/call-tool.ts";
import type { ClaudeClient } from "#lib/claude/claude-client.ts";
import { type ClaudePrices, costMicros } from "#lib/claude/claude-price.ts";
import type { ClaudeSettings } from "#lib/claude/stream-message.ts";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { ASK, conversationFor, DELIVER, REFUSE, toldHash, type WrittenByClaude } from "./claude-messages.ts";
import { apiOf, questionOf, refusalOf } from "./claude-result.ts";
import type { Generator, GeneratorOutcome, GeneratorPiece } from "./generator.ts";
import { openCode } from "./streamed-code.ts";

export interface ClaudeGeneratorOptions extends ClaudeSettings {
  client: ClaudeClient;
  prices: ClaudePrices;
  /** Whose key the client has: it decides whose money the usage is, and whom the words of a failure send to whom. */
  paidBy: "platform" | "workspace";
  /** The first pause before a request is sent again. */
  firstPauseMs?: number;
}

/** Everything of the environment that a Claude generator needs, but its client and who pays. */
export const claudeSettings = (env: Env): ClaudeSettings & { prices: ClaudePrices } => ({
  model: env.CLAUDE_MODEL,
  maxTokens: env.CLAUDE_MAX_TOKENS,
  maxTokensLimit: Math.max(env.CLAUDE_MAX_TOKENS, env.CLAUDE_MAX_TOKENS_LIMIT),
  timeoutMs: env.CLAUDE_TIMEOUT_MS,
  effort: env.CLAUDE_EFFORT,
  thinking: env.CLAUDE_THINKING,
  prices: { input: env.CLAUDE_PRICE_INPUT, output: env.CLAUDE_PRICE_OUTPUT, cacheRead: env.CLAUDE_PRICE_CACHE_READ },
});

/** Everything beside the description that the answers hang on: the seed of the cache of identical descriptions. */
export const claudeSeed = ({ model, effort, thinking }: ClaudeSettings): string => [toldHash(true, model), effort ?? "", thinking ?? ""].join(" ");

/** Claude writes the code: one attempt, or the repair of one. What it hands over goes through the same gate as everything else. */
export function createClaudeGenerator(options: ClaudeGeneratorOptions): Generator {
  const caller = { client: options.client, settings: options, keyOwner: options.paidBy, firstPauseMs: options.firstPauseMs ?? 1_000 };
  return {
    info: { id: "claude", label: `Claude (${options.model})`, note: "Claude writes the code; it goes live only after its contract tests and those that the platform derives from its OpenAPI document pass in the sandbox." },
    maxRepairs: 3,
    async *generate(request, signal) {
      const { conversation, mayAsk } = conversationFor(request, options.model);
      const read = (name: string, input: unknown): GeneratorOutcome => outcomeOf(name, input, request.mayAsk);
      try {
        const { result, messages, toolUseId } = yield* toPieces(callTool({ conversation, read }, caller, signal), options);
        const written: WrittenByClaude = { mayAsk, messages, toolUseId, told: toldHash(mayAsk, options.model) };
        return result.kind === "api" ? { ...result, written } : result;
      } catch (error) {
        if (error instanceof AppError && error.code === "generation_refused") return { kind: "refusal", message: error.message, suggestions: [] };
        throw error;
      }
    },
  };
}

function outcomeOf(name: string, input: unknown, mayAsk: boolean): GeneratorOutcome {
  if (name === DELIVER) return { kind: "api", api: apiOf(input) };
  if (name === REFUSE) return { kind: "refusal", ...refusalOf(input) };
  if (name !== ASK) throw new UnknownTool(`There is no tool ${JSON.stringify(name)}. Use ${DELIVER} or ${REFUSE}.`);
  if (!mayAsk) throw new UnknownTool(`Nobody can answer a question now. Decide it, name it in the assumptions, and use ${DELIVER}.`);
  return { kind: "question", question: questionOf(input) };
}

async function* toPieces<Result>(pieces: AsyncGenerator<ToolPiece, ToolResult<Result>>, { prices, paidBy }: Pick<ClaudeGeneratorOptions, "prices" | "paidBy">): AsyncGenerator<GeneratorPiece, ToolResult<Result>> {
  let code = openCode();
  let call = 0;
  let json = "";
  for (;;) {
    const { done, value } = await pieces.next();
    if (done || value.kind === "usage") yield* code.added(json, true);
    if (done) return value;
    if (value.kind === "usage") {
      const { cacheWriteHourTokens: _hour, ...usage } = value.usage;
      yield { kind: "usage", usage: { ...usage, costMicros: costMicros(value.usage, prices), paidBy } };
      continue;
    }
    if (value.call !== call && json !== "") {
      code = openCode();
      yield { kind: "rewrite" };
    }
    call = value.call;
    yield* code.added((json = value.text));
  }
}
