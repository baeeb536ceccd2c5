import type { GeneratedApi } from "../parse.ts";
import type { ResourcePlan } from "./resource-plan.ts";

/** By its files, which every copy of an API keeps. */
const plans = new WeakMap<GeneratedApi["files"], ResourcePlan>();

/** What an API was built from; null: not from a plan. */
export const planOf = ({ files }: Pick<GeneratedApi, "files">): ResourcePlan | null => plans.get(files) ?? null;

/** The API, with its plan kept for the changes that are made of it later. */
export function keepPlan(api: GeneratedApi, plan: ResourcePlan): GeneratedApi {
  plans.set(api.files, plan);
  return api;
}
