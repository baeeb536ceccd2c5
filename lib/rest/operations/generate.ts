import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { isTerminal, type LiveResult } from "#lib/generation/events.ts";
import { startGeneration, type StartedGeneration } from "#lib/generation/start-generation.ts";
import { sseResponse } from "#lib/http/sse.ts";
import type { Operation } from "../serve.ts";
import { asSse } from "./as-sse.ts";

const generateBody = z.object({ prompt: z.string() });

/** Describes an API; answers with the build's events as SSE, or with the result alone when `Accept: application/json`. */
export const generate: Operation<z.infer<typeof generateBody>, LiveResult> = {
  method: "POST",
  path: "/api/generate",
  summary: "Describe an API and build it",
  scope: "generations:write",
  body: generateBody,
  async run({ body, request, actor, deps }) {
    const started = await startGeneration(body, actor, deps);
    const headers = { "X-Generation-ID": started.generationId };
    const wantsJson = /\bapplication\/json\b/.test(request.headers.get("accept") ?? "") && !/\btext\/event-stream\b/.test(request.headers.get("accept") ?? "");
    return wantsJson ? await resultOf(started) : sseResponse((signal) => asSse(started.events(signal)), request, headers);
  },
};

async function resultOf(started: StartedGeneration): Promise<LiveResult> {
  for await (const { event } of started.events()) {
    if (!isTerminal(event)) continue;
    if (event.type === "live") return event.result;
    if (event.type === "failed") {
      const code = event.outcome === "refused" ? "generation_refused" : event.error === "unavailable" ? "unavailable" : "generation_failed";
      throw new AppError(code, event.message, { extensions: { generationId: started.generationId, outcome: event.outcome, reason: event.error, stages: event.stages, suggestions: event.suggestions },
        headers: code === "unavailable" ? { "Retry-After": "5" } : {} });
    }
  }
  throw new AppError("internal", "The build ended without a result. Nothing was deployed: start it again.");
}
