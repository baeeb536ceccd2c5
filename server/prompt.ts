import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CHARACTERS_PER_TOKEN, costMicros, type TokenUsage } from "#lib/claude/claude-price.ts";
import { requestBody } from "#lib/claude/stream-message.ts";
import { readEnv } from "#lib/env.ts";
import { claudeSettings } from "#lib/generation/claude-generator.ts";
import { conversationFor } from "#lib/generation/claude-messages.ts";
import { normalisePrompt } from "#lib/generation/prompt.ts";
import { tryReply } from "./prompt-reply.ts";

const HELP = `npm run prompt -- "<description>" [--ask] [--text]
  Prints the exact request that Claude would be sent for the description, as JSON. No key is needed and nothing is sent.
  --ask    The request of somebody who can answer a question.
  --text   The system prompt and the messages as text, for reading.

npm run prompt -- --reply FILE
  Runs the pipeline on a model's answer: its form, the code, and the whole gate in a real sandbox. Nothing is deployed.
  FILE (or - for standard input) is one of
    a response of the Messages API (JSON), a raw stream of its events (text/event-stream),
    a recording (CLAUDE_RECORD_DIR), or the input of the tool deliver_api alone (JSON).
  Prints each stage and, when one stops it, the report that would go back to the model. Exit code 0: it would go live; 1: not; 2: misuse.
`;

/** `npm run prompt`: what a model is asked, and what becomes of its answer, without a model and without a running product. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { reply: { type: "string" }, ask: { type: "boolean", default: false }, text: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) return print(HELP, 0);
  if (values.reply !== undefined && positionals.length === 0) return tryReply(readFileSync(values.reply === "-" ? 0 : values.reply, "utf8"), print);
  const [description] = positionals;
  if (values.reply !== undefined || description === undefined || positionals.length > 1) return tell(HELP, 2);
  return showRequest(description, values.ask, values.text);
}

function showRequest(description: string, mayAsk: boolean, isText: boolean): number {
  const settings = claudeSettings(readEnv());
  const { conversation } = conversationFor({ prompt: normalisePrompt(description), answer: null, mayAsk, repair: null }, settings.model);
  const body = requestBody(conversation, settings);
  const json = JSON.stringify(body, null, 2);
  const fixed = Math.round((conversation.system.length + JSON.stringify(body.tools).length) / CHARACTERS_PER_TOKEN);
  print(isText ? `${conversation.system}\n${conversation.messages.map(({ role, content }) => `--- ${role}\n${typeof content === "string" ? content : JSON.stringify(content, null, 2)}`).join("\n")}\n` : `${json}\n`, 0);
  const cents = (usage: Partial<TokenUsage>) => (costMicros({ inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, cacheWriteHourTokens: 0, ...usage }, settings.prices) / 10_000).toFixed(2);
  return tell(`\nPOST /v1/messages, ${settings.model}. System prompt and tools: about ${fixed} tokens, the same for every description; ${cents({ cacheWriteTokens: fixed })} US cents when written to the cache, ${cents({ cacheReadTokens: fixed })} when read from it.\n`, 0);
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function tell(text: string, code: number): number {
  process.stderr.write(text);
  return code;
}

// A reader such as head may leave before the end.
process.stdout.on("error", () => process.exit(0));
main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const isMisuse = code.startsWith("ERR_PARSE_ARGS_") || code === "ENOENT" || error instanceof SyntaxError;
    process.exitCode = tell(`${error instanceof Error ? error.message : String(error)}\n${isMisuse ? `\n${HELP}` : ""}`, isMisuse ? 2 : 1);
  },
);
