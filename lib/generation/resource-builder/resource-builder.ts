import type { GeneratedApi } from "../parse.ts";
import { apiOfPlan } from "./api-of-plan.ts";
import { auditPlan } from "./audit-plan.ts";
import { readDescription } from "./read-description.ts";

/** A validated API for the things a description names. Throws NotUnderstood when a part of it can't be read or built. */
export function buildResources(description: string): GeneratedApi {
  const plan = readDescription(description);
  auditPlan(description, plan);
  return apiOfPlan(plan);
}
