import { UnknownTool, UnusableInput } from "#lib/claude/call-tool.ts";
import { createClaudeClient } from "#lib/claude/claude-client.ts";
import { replyOfFile } from "#lib/claude/reply-of-file.ts";
import { readEnv } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { claudeSettings, createClaudeGenerator } from "#lib/generation/claude-generator.ts";
import { DELIVER } from "#lib/generation/claude-messages.ts";
import type { GenerationEvent } from "#lib/generation/events.ts";
import { passGate } from "#lib/generation/gate.ts";
import type { Generator, GeneratorOutcome } from "#lib/generation/generator.ts";
import { parseGeneratedApi } from "#lib/generation/parse.ts";
import { failedAttempt } from "#lib/generation/repair.ts";
import { openStages } from "#lib/generation/stages.ts";
import { openPromptSandbox, type Sandbox } from "./prompt-sandbox.ts";

type Print = (text: string, code: number) => number;

/** Runs the pipeline on an answer of a model, up to where it would be deployed. Returns the exit code. */
export async function tryReply(text: string, print: Print): Promise<number> {
  const outcome = await outcomeOf(text, print);
  if (outcome === null) return 1;
  if (outcome.kind === "refusal") return print(`The model refuses: ${outcome.message}\n${outcome.suggestions.map((suggestion) => `  try: ${suggestion}\n`).join("")}`, 1);
  if (outcome.kind === "question") return print(`The model asks: ${outcome.question.text}\n${outcome.question.choices.map(({ label, means }, index) => `  ${index + 1}. ${label}: ${means}${index === 0 ? " (the default)" : ""}\n`).join("")}`, 1);
  return runGate(outcome, print);
}

/** The answer through the real generator: the network is the file. */
async function outcomeOf(text: string, print: Print): Promise<GeneratorOutcome | null> {
  const { form, sse } = replyOfFile(text, DELIVER);
  print(`read           as a ${form}, ${sse.length.toLocaleString("en")} bytes of events\n`, 0);
  const env = readEnv();
  const network = async () => new Response(new Uint8Array(sse), { headers: { "content-type": "text/event-stream" } });
  const client = createClaudeClient({ ...env, ANTHROPIC_API_KEY: "none", CLAUDE_RECORD_DIR: undefined }, network);
  const generator = createClaudeGenerator({ ...claudeSettings(env), client, paidBy: "platform", firstPauseMs: 1 });
  try {
    return await lastOf(generator.generate({ prompt: "", answer: null, mayAsk: true, repair: null }, new AbortController().signal));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const why = error.cause instanceof UnusableInput || error.cause instanceof UnknownTool ? `\n${error.cause.message}` : "";
    print(`Not an API: ${error.message}${why}\n`, 1);
    return null;
  }
}

async function lastOf(pieces: ReturnType<Generator["generate"]>): Promise<GeneratorOutcome> {
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return value;
  }
}

async function runGate(outcome: GeneratorOutcome & { kind: "api" }, print: Print): Promise<number> {
  const signal = new AbortController().signal;
  const { stage, stageOf } = openStages(signal);
  let sandbox: Sandbox | undefined;
  try {
    const parsed = await passOn(print, stage("parse", () => parseGeneratedApi(outcome.api)));
    print(`               ${parsed.name}: ${parsed.summary}\n               ${Object.entries(parsed.files).map(([file, source]) => `${file} ${source.split("\n").length} lines`).join(", ")}; ${parsed.contractTests.length} contract tests\n`, 0);
    sandbox = await openPromptSandbox();
    const { tested } = await passOn(print, passGate(parsed, stage, sandbox, signal));
    return print(`\nIt would go live: ${tested.tests.length} tests passed in the sandbox.\n`, 0);
  } catch (error) {
    const failed = failedAttempt(error, stageOf(error), outcome);
    if (!failed) throw error;
    return print(`\nIt would not go live. This would go back to the model:\n\n${failed.report}\n`, 1);
  } finally {
    await sandbox?.close();
  }
}

/** Prints a line for each event and returns the result. */
async function passOn<Result>(print: Print, events: AsyncGenerator<GenerationEvent, Result>): Promise<Result> {
  for (;;) {
    const { done, value } = await events.next();
    if (done) return value;
    const line = lineOf(value);
    if (line !== null) print(`${line}\n`, 0);
  }
}

function lineOf(event: GenerationEvent): string | null {
  if (event.type === "stage" && event.status !== "running") return `${event.stage.padEnd(15)}${event.status}${event.ms === undefined ? "" : `, ${Math.round(event.ms)} ms`}`;
  if (event.type !== "test") return null;
  const { name, status, reason, origin } = event.result;
  return `  ${status === "passed" ? "ok  " : "FAIL"} ${origin === "derived" ? "(platform) " : ""}${name}${reason === undefined ? "" : `: ${reason}`}`;
}
