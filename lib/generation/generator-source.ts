import type { Actor } from "#lib/auth/actor.ts";
import type { ParameterValues } from "#lib/blueprints/blueprint.ts";
import type { Estimate, GeneratorInfo, Usage } from "./events.ts";
import type { Generator } from "./generator.ts";
import type { Outline } from "./outline/schema.ts";

export interface GenerationRequest {
  prompt: string;
  /** An OpenAPI document, JSON or YAML, to start from. */
  document?: string;
  /** Starts from this blueprint instead of the description. */
  blueprint?: { id: string; parameters: ParameterValues };
  /** Builds exactly this instead of what the description says. */
  outline?: Outline;
}

/** Who writes one build, and what it may cost. */
export interface GeneratorChoice {
  generator: Generator;
  /** Null: it costs nothing. */
  estimate: Estimate | null;
  /** Called once, at the end. What a build that did not go live used is not charged to the workspace. */
  settle(outcome: "live" | "failed", usage: readonly Usage[]): Promise<void>;
}

/** Chooses who writes: a blueprint, Claude with the workspace's own key or the platform's, or the built-in generator. */
export interface GeneratorSource {
  /** Throws `invalid` for a blueprint that isn't known, `spend_cap` when the day's budget is used up. */
  choose(request: GenerationRequest, generationId: string, actor: Actor): Promise<GeneratorChoice>;
  /** Who would write for this workspace and what it usually costs, for pages. */
  offerFor(actor: Actor): Promise<{ info: GeneratorInfo; estimate: Estimate | null }>;
}

/** A generator that costs nothing. */
export const freeChoice = (generator: Generator): GeneratorChoice => ({ generator, estimate: null, settle: async () => {} });

/** A source that always answers with the same generator, which costs nothing. */
export const onlyGenerator = (generator: Generator): GeneratorSource => ({
  choose: async () => freeChoice(generator),
  offerFor: async () => ({ info: generator.info, estimate: null }),
});
