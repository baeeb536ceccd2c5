import type { GeneratedApi } from "../parse.ts";
import { apiOfPlan } from "./api-of-plan.ts";
import { asWritten } from "./as-written.ts";
import { auditPlan } from "./audit-plan.ts";
import { keepPlan } from "./plan-of-api.ts";
import { readDescription } from "./read-description.ts";

/** A validated API for the things a description names. Throws NotUnderstood when a part of it can't be read or built. */
export function buildResources(description: string): GeneratedApi {
  const plan = asWritten(readDescription(description), description);
  auditPlan(description, plan);
  return keepPlan(apiOfPlan(plan), plan);
}
