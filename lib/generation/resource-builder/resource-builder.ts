import type { GeneratedApi } from "../parse.ts";
import { apiOfPlan } from "./api-of-plan.ts";
import { asWritten } from "./as-written.ts";
import { auditPlan } from "./audit-plan.ts";
import { readDescription } from "./read-description.ts";
import type { ResourcePlan } from "./resource-plan.ts";

/** A validated API for the things a description names. Throws NotUnderstood when a part of it can't be read or built. */
export function buildResources(description: string): GeneratedApi {
  const plan = asWritten(readDescription(description), description);
  auditPlan(description, plan);
  const api = apiOfPlan(plan);
  plans.set(api.files, plan);
  return api;
}

/** By its files, which every copy of an API keeps. */
const plans = new WeakMap<GeneratedApi["files"], ResourcePlan>();

/** What an API was built from; null: not from a plan. */
export const planOf = ({ files }: Pick<GeneratedApi, "files">): ResourcePlan | null => plans.get(files) ?? null;
