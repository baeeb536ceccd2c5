import { AppError } from "#lib/errors.ts";
import { type GenerationEvent, isTerminal } from "#lib/generation/events.ts";
import type { StartedGeneration } from "#lib/generation/start-generation.ts";
import { sseResponse } from "#lib/http/sse.ts";
import { asSse } from "./as-sse.ts";

/** A build's events from the first to the last, as whoever started it gets them. */
export const buildStream = (started: StartedGeneration, request: Request): Response =>
  sseResponse((signal) => asSse(started.events(signal)), request, { "X-Generation-ID": started.generationId });

/** Such a caller gets the end alone, and is never asked. */
export function wantsJson(request: Request): boolean {
  const accept = request.headers.get("accept") ?? "";
  return /\bapplication\/json\b/.test(accept) && !/\btext\/event-stream\b/.test(accept);
}

/** How it ended. Throws `generation_refused`, `generation_failed` with what the gate found, or `unavailable`. */
export async function endOfBuild(started: StartedGeneration): Promise<Extract<GenerationEvent, { type: "live" | "draft" }>> {
  for await (const { event } of started.events()) {
    if (!isTerminal(event)) continue;
    if (event.type === "live" || event.type === "draft") return event;
    if (event.type === "failed") {
      const code = event.outcome === "refused" ? "generation_refused" : event.error === "unavailable" ? "unavailable" : "generation_failed";
      throw new AppError(code, event.message, {
        extensions: { generationId: started.generationId, outcome: event.outcome, reason: event.error, stages: event.stages, suggestions: event.suggestions, ...(event.outline ? { outline: event.outline } : {}), ...(event.diagnostics ? { diagnostics: event.diagnostics } : {}) },
        headers: code === "unavailable" ? { "Retry-After": "5" } : {},
      });
    }
  }
  throw new AppError("internal", "The build ended without a result. Nothing was deployed: start it again.");
}
