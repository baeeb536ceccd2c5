import { z } from "zod";
import type { ClaudeClient } from "#lib/claude/claude-client.ts";
import { streamToolCall } from "#lib/claude/stream-tool-call.ts";
import type { Env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { claudeRefusalSchema, claudeResultSchema, fromClaudeResult } from "./claude-result.ts";
import type { CodePiece, Generator, GeneratorOutcome, GeneratorPiece } from "./generator.ts";
import { systemPrompt } from "./system-prompt.ts";

const DELIVER = "deliver_api";
const REFUSE = "refuse_description";

/** JSON Schema of a strict tool: `$schema` is not wanted there. */
function inputSchema(schema: z.ZodType): { type: "object" } & Record<string, unknown> {
  const { $schema: _schema, ...rest } = z.toJSONSchema(schema);
  return { ...rest, type: "object" };
}

const TOOLS = [
  { name: DELIVER, description: "Hand over the finished API: source, contract tests and texts.", strict: true, input_schema: inputSchema(claudeResultSchema) },
  { name: REFUSE, description: "Say that the description can't be built, why, and what can.", strict: true, input_schema: inputSchema(claudeRefusalSchema) },
];

/** Claude writes the code. One attempt: what it hands over goes through the same gate as everything else. */
export function createClaudeGenerator(client: ClaudeClient, env: Pick<Env, "CLAUDE_MODEL" | "CLAUDE_MAX_TOKENS">): Generator {
  return {
    info: { id: "claude", label: `Claude (${env.CLAUDE_MODEL})`, note: "Claude writes the code; it goes live only after its own contract tests pass in the sandbox." },
    maxRepairs: 3,
    async *generate({ prompt }, signal) {
      const call = yield* streamCode(
        streamToolCall({ model: env.CLAUDE_MODEL, maxTokens: env.CLAUDE_MAX_TOKENS, system: systemPrompt(), prompt, tools: TOOLS }, client, signal),
      );
      return outcomeOf(call.name, call.input);
    },
  };
}

function outcomeOf(name: string, input: unknown): GeneratorOutcome {
  try {
    return name === REFUSE ? { kind: "refusal", ...claudeRefusalSchema.parse(input) } : { kind: "api", api: fromClaudeResult(input) };
  } catch (error) {
    throw new AppError("generation_failed", "Claude's answer did not have the agreed form. Nothing was deployed and nothing was counted: try again.", { cause: error });
  }
}

/** Passes on what was added to each file since the last look. */
async function* streamCode<Result>(texts: AsyncGenerator<string, Result>): AsyncGenerator<GeneratorPiece, Result> {
  const seen: number[] = [];
  for (;;) {
    const { done, value } = await texts.next();
    if (done) return value;
    for (const [index, file] of filesOf(value).entries()) {
      const from = seen[index] ?? 0;
      if (file.text.length > from) yield { kind: "code", file: file.file, text: file.text.slice(from) };
      seen[index] = file.text.length;
    }
  }
}

const STRING = String.raw`"((?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*)`;
const FILE = new RegExp(String.raw`"name"\s*:\s*${STRING}"\s*,\s*"content"\s*:\s*${STRING}`, "g");

/** The files in a half-received input: the SDK's own partial parsing leaves out a text that has not ended, and code is one long text. */
function filesOf(json: string): CodePiece[] {
  return [...json.matchAll(FILE)].map(([, name, content]) => ({ file: unquote(name), text: unquote(content) }));
}

const unquote = (text = ""): string => JSON.parse(`"${text}"`) as string;
