import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { readModelKey } from "#lib/secrets/read-model-key.ts";
import { createBlueprintGenerator } from "./blueprint-generator.ts";
import { cachedGenerator } from "./cached-generator.ts";
import type { Estimate } from "./events.ts";
import type { Generator } from "./generator.ts";
import { freeChoice, type GenerationRequest, type GeneratorSource } from "./generator-source.ts";
import { createDocumentGenerator, withDocument } from "./openapi-import/document-generator.ts";
import { createOutlineGenerator } from "./outline/outline-generator.ts";
import { openSpending } from "./spending.ts";

export interface GeneratorSourceDeps {
  db: Database;
  builtIn: Generator;
  claude: {
    /** A generator that pays with this key. */
    create(apiKey: string, paidBy: "platform" | "workspace"): Generator;
    /** The platform's own key, if it has one. */
    apiKey: string | undefined;
    /** Everything that its answers hang on beside the description. */
    seed(): string;
    /** What a build is taken to use until some were measured. */
    assumed: Omit<Estimate, "paidBy">;
  };
  encryptionKey: string | undefined;
  /** Micro-dollars of the platform's money for a UTC day. */
  budget: { workspaceMicros: number; platformMicros: number };
  /** How long an identical description is answered from the cache; 0: never. */
  cacheDays: number;
}

/** A blueprint if one was asked for; Claude with the workspace's own key, else with the platform's; else the built-in generator. */
export function createGeneratorSource(deps: GeneratorSourceDeps): GeneratorSource {
  const payerOf = async (actor: Actor): Promise<{ apiKey: string; paidBy: "platform" | "workspace" } | null> => {
    const own = await readModelKey(actor, deps);
    if (own !== null) return { apiKey: own, paidBy: "workspace" };
    return deps.claude.apiKey === undefined ? null : { apiKey: deps.claude.apiKey, paidBy: "platform" };
  };
  return {
    async choose(request, generationId, actor) {
      if (request.blueprint) return freeChoice(blueprintOf(request.blueprint));
      if (request.outline) return freeChoice(createOutlineGenerator(request.outline));
      const payer = await payerOf(actor);
      if (!payer) return freeChoice(request.document === undefined ? deps.builtIn : createDocumentGenerator(request.document));
      const estimate: Estimate = { ...(await usualUse(actor, deps)), paidBy: payer.paidBy };
      const spending = await openSpending({ generationId, estimate }, actor, deps);
      const written = deps.claude.create(payer.apiKey, payer.paidBy);
      if (request.document !== undefined) return { generator: withDocument(written, request.document), estimate, settle: (outcome, usage) => spending.settle(outcome === "live", usage) };
      const cached = deps.cacheDays > 0 ? cachedGenerator(written, deps.claude.seed(), deps.cacheDays, actor, deps.db) : null;
      return {
        generator: cached?.generator ?? written,
        estimate,
        async settle(outcome, usage) {
          await spending.settle(outcome === "live", usage);
          if (outcome === "live") await cached?.keep();
        },
      };
    },
    async offerFor(actor) {
      const payer = await payerOf(actor);
      if (!payer) return { info: deps.builtIn.info, estimate: null };
      return { info: deps.claude.create(payer.apiKey, payer.paidBy).info, estimate: { ...(await usualUse(actor, deps)), paidBy: payer.paidBy } };
    },
  };
}

function blueprintOf({ id, parameters }: NonNullable<GenerationRequest["blueprint"]>): Generator {
  const blueprint = catalogue.find((candidate) => candidate.id === id);
  if (!blueprint) throw new AppError("invalid", `There is no blueprint "${id}". GET /api/v1/blueprints lists them.`, { extensions: { errors: [{ path: "blueprint.id", message: "not known" }] } });
  return createBlueprintGenerator(blueprint, parameters);
}

const MEASURED_BUILDS = 3;

async function usualUse(actor: Actor, { db, claude }: GeneratorSourceDeps): Promise<Omit<Estimate, "paidBy">> {
  const { rows: [usual] } = await asUser(actor, db, (tx) =>
    sql<{ builds: string; output_tokens: string; cost_micros: string; seconds: number }>`select * from private.usual_spending()`.execute(tx));
  if (!usual || Number(usual.builds) < MEASURED_BUILDS) return claude.assumed;
  return { outputTokens: Number(usual.output_tokens), costMicros: Number(usual.cost_micros), seconds: Math.round(usual.seconds) };
}
