import type { EditBase } from "#lib/versions/edit-base.ts";
import { type GeneratedApi, parseGeneratedApi } from "../parse.ts";

/** A version as a generator's result: what a change by hand leaves as it was, and what Claude is shown. */
export const apiOfBase = ({ api, summary, files, contractTests, hosts, secretNames, publicRoutes }: EditBase): GeneratedApi =>
  parseGeneratedApi({
    name: api.name, summary: summary.trim() === "" ? api.name : summary, description: api.description, about: api.about, category: api.category,
    files, contractTests, hosts, secretNames, publicRoutes, assumptions: [], points: [], leftOut: [],
  });
