import { z } from "zod";
import { CATEGORIES } from "#lib/apis/category.ts";
import { getBlueprint } from "#lib/blueprints/get-blueprint.ts";
import { listBlueprints } from "#lib/blueprints/list-blueprints.ts";
import { type BlueprintDetail, blueprintDetailSchema, type BlueprintSummary, blueprintSummarySchema } from "#lib/blueprints/schema.ts";
import { wholeOf } from "../page.ts";
import { param } from "../param.ts";
import { type PublicOperation, readQuery } from "../serve.ts";

const listQuery = z.object({
  category: z.enum(CATEGORIES).optional(),
  q: z.string().max(200).optional().meta({ description: "Words that the blueprint speaks of." }),
});

export const listBlueprintsOperation: PublicOperation<{ items: BlueprintSummary[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/blueprints",
  summary: "Tested APIs to start from",
  scope: null,
  query: listQuery,
  output: wholeOf(blueprintSummarySchema),
  run: ({ query }) => {
    const { category, q } = readQuery(listQuery, query);
    return { items: listBlueprints({ ...(category ? { category } : {}), ...(q ? { q } : {}) }), cursor: null };
  },
};

export const getBlueprintOperation: PublicOperation<BlueprintDetail> = {
  method: "GET",
  path: "/api/v1/blueprints/{id}",
  summary: "One blueprint with its parameters, source and contract tests",
  scope: null,
  output: blueprintDetailSchema,
  run: ({ params }) => getBlueprint(param(params, "id")),
};
