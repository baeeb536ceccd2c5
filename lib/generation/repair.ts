import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { contractTestResultSchema } from "#lib/versions/schema.ts";
import { STAGES, type StageName } from "./events.ts";
import type { RepairRequest } from "./generator.ts";

/** An attempt that the gate stopped. */
export interface FailedAttempt {
  stage: StageName;
  error: AppError;
  /** What the generator returned; undefined when it returned nothing that could be put right. */
  written: unknown;
  /** The same findings have the same signature, whatever their order and times. */
  signature: string;
  /** Further in the gate, and with fewer findings, is better. */
  rank: number;
  report: string;
}

const MAX_FINDINGS = 20;
const MAX_REPORT_LENGTH = 24_000;
const REPAIRABLE = new Set<StageName>(["parse", "check", "build", "contract-test"]);

const findingsSchema = z.object({
  diagnostics: z.array(z.object({ file: z.string(), line: z.number(), rule: z.string(), message: z.string() })).optional(),
  tests: z.array(contractTestResultSchema).optional(),
});

/** The failed attempt as something to put right, or null when the generator can do nothing about it. */
export function failedAttempt(error: unknown, stage: StageName | undefined, written: unknown): FailedAttempt | null {
  if (stage === undefined || !(error instanceof AppError) || (error.code !== "generation_failed" && error.code !== "bad_gateway" && error.code !== "deadline") || !REPAIRABLE.has(stage) || written === undefined) return null;
  const { diagnostics = [], tests = [] } = findingsSchema.catch({}).parse(error.extensions);
  const failing = tests.filter((test) => test.status === "failed" && test.origin !== "contradicted");
  const findings = [...diagnostics.map(({ file, rule, message }) => `${file} ${rule} ${message}`), ...failing.map(({ name, reason }) => `${name} ${withoutIds(reason ?? "")}`)];
  const signature = [stage, ...(findings.length > 0 ? findings.toSorted() : [error.message])].join("\n");
  return { stage, error, written, signature, rank: STAGES.indexOf(stage) * 1_000 - Math.min(999, Math.max(1, findings.length)), report: reportOf(error, stage, diagnostics, failing) };
}

/** What goes back to the generator: the best attempt and its findings, and what the attempts after it broke. */
export function repairRequest(attempts: readonly FailedAttempt[]): RepairRequest {
  const best = bestOf(attempts);
  const later = attempts.slice(attempts.indexOf(best) + 1);
  const worse = later.map((attempt) => `A later attempt was worse (${attempt.error.message}): it was put aside. Don't make that change again.`);
  return { written: best.written, report: [best.report, ...worse].join("\n\n").slice(0, MAX_REPORT_LENGTH) };
}

/** The attempt that got furthest; of equals the newest. */
export const bestOf = (attempts: readonly FailedAttempt[]): FailedAttempt => attempts.reduce((best, attempt) => (attempt.rank >= best.rank ? attempt : best));

/** The generator turns in circles when the newest failure was there before. */
export const isSameAgain = (attempts: readonly FailedAttempt[]): boolean => attempts.slice(0, -1).some(({ signature }) => signature === attempts.at(-1)?.signature);

function reportOf(error: AppError, stage: StageName, diagnostics: { file: string; line: number; rule: string; message: string }[], failing: z.infer<typeof contractTestResultSchema>[]): string {
  const lines = [`The stage "${stage}" stopped this attempt. ${error.message}`];
  for (const { file, line, rule, message } of diagnostics.slice(0, MAX_FINDINGS)) lines.push(`- ${file}:${line} ${rule}: ${message}`);
  for (const { name, origin, step, reason, failure } of failing.slice(0, MAX_FINDINGS)) {
    lines.push(`- ${WHOSE[origin ?? "contract"]} "${name}"${step === undefined ? "" : `, step ${step + 1}`}: ${reason ?? "failed"}`);
    if (failure) lines.push(`  request: ${failure.request}`, `  reply: ${failure.reply}`, ...failure.console.map((line) => `  console: ${line}`));
  }
  const left = diagnostics.length + failing.length - Math.min(diagnostics.length, MAX_FINDINGS) - Math.min(failing.length, MAX_FINDINGS);
  if (left > 0) lines.push(`and ${left} more.`);
  return lines.join("\n");
}

const WHOSE = { contract: "Your contract test", derived: "Test of the platform", earlier: "Contract test of the version before, which has to pass unless the request contradicts it (then say so in contradictedTests)", contradicted: "Contradicted test" } as const;

/** Ids and times differ from run to run. */
const withoutIds = (text: string): string => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…");
