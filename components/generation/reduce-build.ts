import type { GenerationEvent } from "#lib/generation/events.ts";
import { type BuildState, EMPTY_BUILD, foldEvent } from "./build-state.ts";

export type BuildChange = { kind: "start"; prompt: string } | { kind: "event"; event: GenerationEvent; seq: number } | { kind: "lost" } | { kind: "reached" } | { kind: "reset" } | { kind: "resume"; id: string };

/** The build as the page shows it, after something that the person or its stream did. */
export function reduceBuild(state: BuildState, change: BuildChange): BuildState {
  switch (change.kind) {
    case "start":
      return { ...EMPTY_BUILD, phase: "starting", prompt: change.prompt };
    case "resume":
      return { ...EMPTY_BUILD, phase: "starting", generationId: change.id };
    case "event":
      return foldEvent(state, change.event, change.seq);
    case "lost":
      return { ...state, phase: "lost" };
    case "reached":
      return state.phase === "lost" ? { ...state, phase: "running" } : state;
    case "reset":
      return EMPTY_BUILD;
  }
}
