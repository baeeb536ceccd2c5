/** The one source of every plan's limits: code, headers, messages, pricing and docs read from here. */
export type Plan = "free" | "pro" | "enterprise";

export interface PlanLimits {
  callsPerHour: number;
  generationsPerHour: number;
  requestBodyBytes: number;
  responseBodyBytes: number;
}

const MB = 1024 * 1024;
export const PLAN_LIMITS: Record<Plan, PlanLimits> = {
  free: { callsPerHour: 100, generationsPerHour: 10, requestBodyBytes: MB, responseBodyBytes: 10 * MB },
  pro: { callsPerHour: 1_000, generationsPerHour: 60, requestBodyBytes: MB, responseBodyBytes: 10 * MB },
  enterprise: { callsPerHour: 10_000, generationsPerHour: 600, requestBodyBytes: MB, responseBodyBytes: 10 * MB },
};

/** Unauthenticated requests per minute from one address. */
export const ADDRESS_LIMIT_PER_MINUTE = 100;
