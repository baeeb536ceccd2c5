import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { redact } from "#lib/log.ts";
import type { GenerationEvent } from "./events.ts";
import { Refusal } from "./refusal.ts";

/** The terminal event of a generation that did not go live. Nothing of an unexpected error's text is told. */
export function failureEvent(error: unknown, signal: AbortSignal, stages: { name: string; ms: number }[]): GenerationEvent & { type: "failed" } {
  const base = { type: "failed" as const, suggestions: [], stages };
  if (error instanceof Refusal) return { ...base, outcome: "refused", error: "generation_refused", message: error.message, suggestions: error.suggestions, ...(error.outline ? { outline: error.outline } : {}) };
  if (signal.aborted) {
    if (signal.reason instanceof AppError) return { ...base, outcome: "failed", error: signal.reason.code, message: signal.reason.message };
    return { ...base, outcome: "cancelled", error: "cancelled", message: "The build was cancelled. Nothing was deployed." };
  }
  if (error instanceof AppError) return { ...base, outcome: error.code === "invalid" ? "refused" : "failed", error: error.code, message: redact(error.message), ...diagnosticsOf(error) };
  return { ...base, outcome: "failed", error: "internal", message: "Something went wrong on our side during the build. Nothing was deployed: start it again." };
}

const MOST_DIAGNOSTICS = 50;
const diagnosticsSchema = z.object({ diagnostics: z.array(z.object({ file: z.string(), line: z.number().int(), column: z.number().int().default(0), rule: z.string(), message: z.string() })).min(1) });

function diagnosticsOf(error: AppError): Pick<GenerationEvent & { type: "failed" }, "diagnostics"> {
  const { data } = diagnosticsSchema.safeParse(error.extensions);
  return data ? { diagnostics: data.diagnostics.slice(0, MOST_DIAGNOSTICS).map((found) => ({ ...found, message: redact(found.message).slice(0, 2_000) })) } : {};
}
