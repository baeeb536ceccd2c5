import type { FetchFixture } from "#lib/runtime/runtime.ts";
import type { PublicRoute } from "#lib/db/gateway-db.ts";
import type { Recipe } from "#lib/versions/edit-record.ts";

/** `api.json`: what belongs to the API beside its source, its document and its tests. */
export interface Manifest {
  format: "api-creator/1";
  /** ISO 8601. */
  exportedAt: string;
  name: string;
  summary: string;
  description: string;
  about: string;
  category: string;
  /** The description that it was built from, and who wrote the code. */
  prompt: string;
  generator: string;
  version: number;
  assumptions: string[];
  /** Callable without a key. */
  publicRoutes: PublicRoute[];
  /** Where `fetch` may go: only to those that are approved. */
  hosts: { host: string; why: string | null; isApproved: boolean }[];
  /** Answers to `fetch` for the contract tests, which reach no network. */
  fixtures: FetchFixture[];
  secretNames: string[];
  /** The sentences that the built-in generator made it from; null when it was not. */
  recipe: Recipe | null;
  /** Of the source that the recipe makes: edited source has none. */
  sourceHash: string;
  /** `c.env.CONSUMER.id` of the workspace that exported it: documents may name it as their owner. */
  consumer: string;
}
